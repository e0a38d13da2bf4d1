// What the program has printed up to the cursor: when, who and what. A click goes to that moment.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the list into a panel; returns Seek.
void draw_console(Controls& controls, const Rect& inside, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
