// Arrows, rings, icons and tooltips: the shapes of the stage and the timeline, drawn as vectors.
#pragma once

#include <string_view>

#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

struct ArrowStyle {
    ImU32 colour = 0;
    float width = 2;  ///< design pixels
    float head = 11;  ///< length of the head in design pixels; 0 = none
    bool dashed = false;
};

/// A Bézier curve with a head that is aimed along it.
void arrow(Canvas& canvas, ImVec2 from, ImVec2 control1, ImVec2 control2, ImVec2 to,
           const ArrowStyle& style);
/// The same, straight.
void arrow(Canvas& canvas, ImVec2 from, ImVec2 to, const ArrowStyle& style);

/// The point at `t` (0 … 1) of that curve: where a travelling token is.
ImVec2 bezier(ImVec2 from, ImVec2 control1, ImVec2 control2, ImVec2 to, float t);

/// A ring of that radius and stroke (screen pixels), filled clockwise from the top by `fraction`.
void ring(Canvas& canvas, ImVec2 centre, float radius, float stroke, float fraction, ImU32 colour,
          ImU32 track);

/// A symbol within a square of `size` screen pixels around `centre`.
void icon(Canvas& canvas, Icon icon, ImVec2 centre, float size, ImU32 colour);

/// A key cap as hints show it; returns its width in screen pixels.
float key_cap(Canvas& canvas, ImVec2 left_centre, std::string_view label);

/// A note beside the mouse, on top of everything, kept inside the window; '\n' begins a new line.
void tooltip(const Canvas& canvas, std::string_view text);
/// The same below a control that has the keyboard.
void tooltip_below(const Canvas& canvas, const Rect& control, std::string_view text);

}  // namespace coroscope::viz
