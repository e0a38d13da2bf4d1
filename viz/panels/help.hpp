// The list of all keys, made from the table of commands.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the list over the window where the view says that it is open;
/// a click beside it closes it.
void draw_help(Canvas& canvas, ImVec2 window, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
