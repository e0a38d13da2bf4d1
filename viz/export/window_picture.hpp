// The window as it looks at a moment of a run, drawn in a studio.
#pragma once

#include <vector>

#include "viz/export/studio.hpp"
#include "viz/export/take.hpp"

namespace coroscope::viz {

/// One moment after another: like the window it keeps how far its lists are scrolled. The lesson's
/// text is at the take's part until another one's moment is passed.
class WindowPicture {
public:
    /// `scale` enlarges everything: a sheet of that many times `size` pixels.
    WindowPicture(Take take, ImVec2 size, float scale, bool vector = false);

    /// The picture with the cursor there.
    Drawing at(Studio& studio, double position);

private:
    Take take_;
    Sheet sheet_;
    ControlsState controls_;
    World now_;
    World next_;
    std::vector<std::size_t> part_beats_;
    int step_;  // the part whose moment was passed last
    bool settled_ = false;
};

}  // namespace coroscope::viz
