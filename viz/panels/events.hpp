// The events of the recording: a list that follows the cursor, with a search field. A click goes to
// the beat of that event.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the list below its search field.
void draw_events(Controls& controls, const Rect& inside, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
