// How far a file is on its way into the window: a card in its middle, over the panels and under
// what a person opens meanwhile.
#pragma once

#include <cstdint>
#include <string>

#include "viz/panels/frame.hpp"

namespace coroscope::viz {

/// A recording is read, or a Python program runs and is recorded.
struct Loading {
    std::string file;
    bool stopping = false;    ///< the person has asked for its end
    double part = 0;          ///< how much is read, 0 … 1
    bool running = false;     ///< the program runs: how long it will, nobody knows
    double seconds = 0;       ///< since it was asked for
    std::uint64_t bytes = 0;  ///< of its recording, so far
};

/// To be called before `draw_frame`.
void draw_loading(const FrameMeans& means, const View& view, const Loading& loading);

}  // namespace coroscope::viz
