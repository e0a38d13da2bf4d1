// The selected task at a glance: state, what it awaits, who created it and where.
#pragma once

#include "viz/panels/canvas.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the card of the view's selection; a hint where nothing is selected.
void draw_task_card(Canvas& canvas, const Rect& area, const Scene& scene);

}  // namespace coroscope::viz
