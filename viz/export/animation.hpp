// The pictures of a range, one after another, as the window plays it.
#pragma once

#include <functional>
#include <vector>

#include "viz/export/image.hpp"
#include "viz/export/studio.hpp"
#include "viz/export/take.hpp"
#include "viz/export/watch.hpp"

namespace coroscope::viz {

/// Where the cursor is in each frame when the range is played at its speed, so many frames a
/// second; the last of them stands for a while.
std::vector<double> frame_positions(const Beats& beats, double from, double to, double speed,
                                    double frames_a_second);

/// Draws the window of `size` times the take's scale at each position and hands the pictures over
/// in order. Pixels are made on other threads meanwhile. Throws Stopped.
void for_each_picture(const Take& take, ImVec2 size, const std::vector<double>& positions,
                      const InStudio& studio, const Watch& watch,
                      const std::function<void(const Image&)>& show);

}  // namespace coroscope::viz
