// The list of all keys, made from the table of commands.
#pragma once

#include "viz/panels/canvas.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the list over the window where the view says that it is open.
void draw_help(Canvas& canvas, ImVec2 window, const Scene& scene);

}  // namespace coroscope::viz
