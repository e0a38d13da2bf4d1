// How the hand-out looks, on screen and on A4.
#pragma once

#include <string>

#include "viz/panels/theme.hpp"

namespace coroscope::viz {

/// The page's style sheet in the theme's colours.
std::string handout_style(const Theme& theme);

}  // namespace coroscope::viz
