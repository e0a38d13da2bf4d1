// Finds the shapes that triangles were made of: polygons, and lines that were drawn as a chain of
// boxes. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "viz/export/drawing.hpp"

namespace coroscope::viz {

struct Shape {
    std::vector<ImVec2> points;
    ImU32 colour = 0;
    float width = 0;      ///< of a line through the points; 0: a filled polygon
    bool closed = false;  ///< the line ends where it began
};

/// True for a polygon that is a rectangle with level edges.
bool is_level_box(const Shape& shape);

/// The rectangle around its points.
Rect bounds(const Shape& shape);

/// The shapes of the triangles with the indices `first` … `first + count`, in the order of drawing.
/// Those that are invisible are left out.
std::vector<Shape> shapes_of(const Drawing& drawing, std::size_t first, std::size_t count);

}  // namespace coroscope::viz
