// The timeline's header: which axis, and how to zoom.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the title and the switch between steps and time into a panel's header; returns SetAxis
/// and, while the timeline is zoomed in, SetZoom to see all of it again.
void draw_axis_switch(Controls& controls, const Rect& header, const Scene& scene, Intents& intents);

/// Where the timeline has no header: the two axes beside the ruler, above names that are so wide,
/// if they have room there.
void draw_axis_corner(Controls& controls, const Rect& inside, float names, const Scene& scene,
                      Intents& intents);

}  // namespace coroscope::viz
