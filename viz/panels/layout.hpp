// Where the panels are, as a pure function of the window's size: a wide arrangement with the
// console beside the stage, a compact one for small windows with the console beside the timeline,
// and one for presenting: listing, stage and timeline in big type.
//
// Invariant: panels neither overlap nor leave the window, whatever its size.
#pragma once

#include "viz/panels/geometry.hpp"

namespace coroscope::viz {

/// The smallest window, in design pixels, that holds everything at its size.
inline constexpr float least_width = 1180;
inline constexpr float least_height = 660;
/// The same while presenting.
inline constexpr float least_width_presenting = 1120;
inline constexpr float least_height_presenting = 630;

/// The scale to begin with: the monitor's content scale, and more on a large monitor that has none
/// (a wall, a projector), where everything would be small.
float first_scale(ImVec2 monitor, float content_scale);

/// The scale to draw with: the person's, but never so large that the panels do not fit. Presenting,
/// there are fewer of them, and they are larger.
float effective_scale(ImVec2 window, float wanted, bool presenting = false);

/// How the lesson's text is told.
enum class Told : unsigned char {
    nothing,
    as_caption,  ///< a strip above everything, a few sentences at a time
    as_page,     ///< a panel
};

struct Layout {
    bool compact = false;
    Rect topbar;
    Rect notice;   ///< empty when there is none
    Rect caption;  ///< of the lesson's text, presenting; else empty
    Rect lesson;   ///< empty where there is no lesson
    Rect code;
    Rect stage;
    Rect timeline;
    Rect inspector;  ///< empty where it has to share the side panel
    Rect side;       ///< console, events
    Rect transport;
};

/// `scale` is the effective one; `with_notice` makes room for a line below the top bar;
/// `presenting` leaves out the inspector, and `told` says how the lesson's text then has room: a
/// page of it takes the side panel's. `tall_side` gives the side panel more of its column: the
/// events need it. Where there is no listing, as of a file's recording, stage and timeline have its
/// room too.
Layout make_layout(ImVec2 window, float scale, bool with_notice, bool presenting = false,
                   Told told = Told::nothing, bool tall_side = false, bool with_listing = true);

}  // namespace coroscope::viz
