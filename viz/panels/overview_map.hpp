// The map above the scrubber: all tasks of a recording as lanes of their states; many of them as
// one picture of how many run, are ready and wait.
#pragma once

#include "viz/model/axis.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

/// Draws it into `rect` on that axis; what lies right of `playhead` is dimmed. Of what comes after
/// the beat `until` there is nothing, not even room.
void draw_overview_map(Canvas& canvas, const Rect& rect, const Film& film, const Axis& axis,
                       float playhead, std::size_t until);

}  // namespace coroscope::viz
