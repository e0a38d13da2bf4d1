// The window's textures (patterns.hpp) as patterns of SVG.
#pragma once

#include <string>

#include "viz/panels/theme.hpp"

namespace coroscope::viz {

/// The definition of that pattern in that colour, its tile `period` wide.
std::string pattern_definition(const std::string& id, Pattern pattern, float period, ImU32 colour);

}  // namespace coroscope::viz
