// How far the reading of a file is: a card in the middle of the window, over everything.
#pragma once

#include <string_view>

#include "viz/panels/frame.hpp"

namespace coroscope::viz {

/// `part` is how much is read, 0 … 1.
void draw_loading(const FrameMeans& means, const View& view, std::string_view file, double part);

}  // namespace coroscope::viz
