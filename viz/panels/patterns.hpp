// The pixels of the repeating pattern tiles: white with alpha, tinted when drawn. The app uploads
// them with GL_REPEAT; they are made for one scale, so that they are drawn pixel for pixel.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/panels/theme.hpp"

namespace coroscope::viz {

/// Side of a pattern's tile in screen pixels at that scale.
int pattern_period(float scale);

/// RGBA pixels of a tile, `period` × `period`; it repeats seamlessly on both axes.
std::vector<std::uint32_t> pattern_tile(Pattern pattern, int period);

}  // namespace coroscope::viz
