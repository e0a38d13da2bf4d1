// Two runs on one axis with one cursor: the present scenario above, its rival below, and in words
// what differs.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"
#include "viz/panels/timeline.hpp"

namespace coroscope::viz {

/// Draws both timelines into `area`; `above` is the present one's input. Returns what the timeline
/// returns, and Compare.
void draw_comparison(Controls& controls, const Rect& area, const Scene& scene, TimelineInput above,
                     Intents& intents);

}  // namespace coroscope::viz
