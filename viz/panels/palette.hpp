// The command palette: everything that can be done, found by typing a part of its name.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the palette where the view says that it is open; returns the chosen command's intent. Up
/// and Down choose, Enter does.
void draw_palette(Controls& controls, ImVec2 window, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
