// The card that asks for a path: to save what the person did or the listing there, or to open what
// lies there.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the card while it is open; returns SaveScenario, SaveListing, OpenFile and OpenPathCard.
void draw_path_card(Controls& controls, ImVec2 window, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
