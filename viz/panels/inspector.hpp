// The selected task or callback: its state, why it does not run, what it awaits and since when, who
// created it, who waits for it, its callbacks and cancel requests, its result.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/model/why.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Whom the inspector shows: the selected task or callback, else the task to which something
/// happened last, else the first callback in a queue; none where there is nobody.
trace::Party inspected(const Scene& scene);

/// Draws the inspector with its frame; a click on somebody of the chain selects them.
void draw_inspector(Controls& controls, const Rect& area, const Scene& scene, const Why& why,
                    Intents& intents);

/// The same without a frame, for the side panel.
void draw_inspection(Controls& controls, const Rect& inside, const Scene& scene, const Why& why,
                     Intents& intents);

}  // namespace coroscope::viz
