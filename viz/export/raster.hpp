// Turns a drawing into pixels, as OpenGL would: without a display, a driver or a limit of texture
// size, the same on every machine, and on any thread.
//
// A pixel belongs to a triangle when its centre lies inside; triangles that share an edge neither
// both paint it nor leave a gap. Textures are sampled bilinearly and repeat; colours are blended as
// they are stored.
#pragma once

#include "viz/export/drawing.hpp"
#include "viz/export/image.hpp"

namespace coroscope::viz {

Image rasterise(const Drawing& drawing);

}  // namespace coroscope::viz
