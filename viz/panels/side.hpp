// The side panel: the program's output or the events of the recording and, where it has no panel of
// its own, the inspector.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/model/why.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the panel with its tabs; `with_inspector` where the inspector is one of them.
void draw_side(Controls& controls, const Rect& area, const Scene& scene, const Why& why,
               bool with_inspector, Intents& intents);

}  // namespace coroscope::viz
