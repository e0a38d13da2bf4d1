// The card that asks for the path of a scenario file: to save what the person did, or to open it.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the card while it is open; returns SaveScenario, OpenScenario and OpenPathCard.
void draw_path_card(Controls& controls, ImVec2 window, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
