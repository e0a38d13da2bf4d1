// The window as it looks at a moment of a run, drawn in a studio.
#pragma once

#include "viz/export/studio.hpp"
#include "viz/export/take.hpp"

namespace coroscope::viz {

/// One moment after another: like the window it keeps how far its lists are scrolled.
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
    bool settled_ = false;
};

}  // namespace coroscope::viz
