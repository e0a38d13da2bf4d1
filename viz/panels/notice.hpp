// One line for the person below the top bar: something went wrong, is not there, or is done.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the view's notice; returns DismissNotice.
void draw_notice(Controls& controls, const Rect& area, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
