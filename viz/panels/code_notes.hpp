// Margin notes in full, where a listing leaves room for them.
#pragma once

#include <vector>

#include "viz/model/view.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/margin_notes.hpp"

namespace coroscope::viz {

/// Draws the notes at the foot of `room`; where not all of them have room, the one of the running
/// line (or null) alone, else none.
void draw_code_notes(Canvas& canvas, const Rect& room, const std::vector<const MarginNote*>& notes,
                     const MarginNote* running, Language language);

}  // namespace coroscope::viz
