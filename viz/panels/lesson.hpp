// The lesson's text: Markdown that scrolls.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the text of the scene's lesson. `scroll` moves it by so many lines (the Up and Down keys).
void draw_lesson(Canvas& canvas, const Rect& area, const Scene& scene, int scroll = 0);

}  // namespace coroscope::viz
