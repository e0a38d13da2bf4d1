// The bar at the top: the name, the lesson and its chooser, the variants, language and theme.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the bar; returns OpenChooser, OpenLesson, SetVariant, SetLanguage and SetTheme.
void draw_topbar(Controls& controls, const Rect& area, const Scene& scene, Intents& intents);

/// Draws the list of lessons below the bar while it is open, above everything else; a click beside
/// it closes it.
void draw_chooser(Controls& controls, const Rect& topbar, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
