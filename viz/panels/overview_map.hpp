// The map above the scrubber: all tasks of a recording as lanes of their states; many of them as
// one picture of how many run, are ready and wait.
#pragma once

#include "viz/model/axis.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

/// Draws it into `rect` on that axis; what lies right of `playhead` is dimmed.
void draw_overview_map(Canvas& canvas, const Rect& rect, const Film& film, const Axis& axis,
                       float playhead);

}  // namespace coroscope::viz
