// Light: a halo around what runs, a comet on the ring, a trail behind what travels. Ornament only:
// everything that it says is said without it too, and the high-contrast theme has none.
#pragma once

#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

/// A soft halo outside of a rounded rectangle; `strength` 0 … 1.
void halo(Canvas& canvas, const Rect& rect, float radius, ImU32 colour, float strength = 1);

/// An arc (in radians) that grows brighter from `from` to `to` and has a shining head. `ground` is
/// the colour under its tail.
void comet(Canvas& canvas, ImVec2 centre, float radius, float stroke, float from, float to,
           ImU32 colour, ImU32 ground);

}  // namespace coroscope::viz
