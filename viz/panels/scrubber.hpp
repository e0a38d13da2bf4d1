// The scrubber: a map of the whole recording with what happened when, the part of it that the
// timeline shows, and the cursor, which can be dragged.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws it into `row`, the clock at its right end. A click or drag seeks; where the timeline is
/// zoomed, one on the map moves what it shows, a double click fits; the wheel zooms at the mouse.
void draw_scrubber(Controls& controls, const Rect& row, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
