// Where the panels are, as a pure function of the window's size: a wide arrangement with the
// console beside the stage, and a compact one for small windows with the console beside the
// timeline.
//
// Invariant: panels neither overlap nor leave the window, whatever its size.
#pragma once

#include "viz/panels/geometry.hpp"

namespace coroscope::viz {

/// The smallest window, in design pixels, that holds everything at its size.
inline constexpr float least_width = 1180;
inline constexpr float least_height = 660;

/// The scale to begin with: the monitor's content scale, and more on a large monitor that has none
/// (a wall, a projector), where everything would be small.
float first_scale(ImVec2 monitor, float content_scale);

/// The scale to draw with: the person's, but never so large that the panels do not fit.
float effective_scale(ImVec2 window, float wanted);

struct Layout {
    bool compact = false;
    Rect topbar;
    Rect notice;  ///< empty when there is none
    Rect lesson;
    Rect code;
    Rect stage;
    Rect timeline;
    Rect task;  ///< the selected task; empty in the compact arrangement
    Rect console;
    Rect transport;
};

/// `scale` is the effective one; `with_notice` makes room for a line below the top bar.
Layout make_layout(ImVec2 window, float scale, bool with_notice);

}  // namespace coroscope::viz
