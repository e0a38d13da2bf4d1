// The list of what the person did: switched on and off, removed, with what became of each; undo,
// redo, save and open.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the list while it is open, beside the timeline's header; returns SwitchTouch, RemoveTouch,
/// RemoveAllTouches, ChooseTouch, Seek, Undo, Redo, OpenPathCard and ShowTouches.
void draw_touches(Controls& controls, ImVec2 window, const Rect& timeline, const Scene& scene,
                  Intents& intents);

}  // namespace coroscope::viz
