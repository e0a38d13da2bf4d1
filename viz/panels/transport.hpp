// The transport at the bottom: to the start, back, play, on, to the end, speed, and the scrubber
// with its marks at prints and interrupts.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the transport; returns PlayPause, Step, GoToStart, GoToEnd, SetSpeed and Seek.
void draw_transport(Controls& controls, const Rect& area, const Scene& scene, bool compact,
                    Intents& intents);

/// The next speed of the list, upwards (+1) or downwards (-1); round at the ends with `wrap`.
double next_speed(double speed, int direction, bool wrap);

}  // namespace coroscope::viz
