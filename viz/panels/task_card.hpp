// The selected task at a glance: state, what it awaits, who created it and where.
#pragma once

#include "viz/panels/canvas.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the card of the selected task, or of the task to which something happened last; a hint
/// where there is no task.
void draw_task_card(Canvas& canvas, const Rect& area, const Scene& scene);

}  // namespace coroscope::viz
