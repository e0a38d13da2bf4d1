// The dialog for taking something away: which format, how large, which part, into which file; then
// how far it is.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws it where it is open. `window` is the size of the display.
void draw_export_dialog(Controls& controls, ImVec2 window, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
