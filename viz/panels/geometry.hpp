// Rectangles in screen pixels: what panels divide among themselves and hand to the canvas.
// Invariant: plain values; a rectangle with max < min is empty.
#pragma once

#include <algorithm>
#include <cmath>

#include <imgui/imgui.h>

namespace coroscope::viz {

struct Rect {
    ImVec2 min{0, 0};
    ImVec2 max{0, 0};

    /// The rectangle at (x, y) of that width and height.
    static Rect sized(float x, float y, float width, float height) {
        return {{x, y}, {x + width, y + height}};
    }
    /// The square around a centre.
    static Rect around(ImVec2 centre, float size) {
        return sized(centre.x - size / 2, centre.y - size / 2, size, size);
    }

    [[nodiscard]] float width() const { return max.x - min.x; }
    [[nodiscard]] float height() const { return max.y - min.y; }
    [[nodiscard]] bool empty() const { return max.x <= min.x || max.y <= min.y; }
    [[nodiscard]] ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    [[nodiscard]] bool contains(ImVec2 p) const {
        return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y;
    }
    /// True where `inner` lies within this one, give or take `slack` pixels.
    [[nodiscard]] bool contains(const Rect& inner, float slack = 0) const {
        return inner.min.x >= min.x - slack && inner.min.y >= min.y - slack &&
               inner.max.x <= max.x + slack && inner.max.y <= max.y + slack;
    }
    [[nodiscard]] bool overlaps(const Rect& other) const {
        return min.x < other.max.x && other.min.x < max.x && min.y < other.max.y &&
               other.min.y < max.y;
    }
    [[nodiscard]] Rect intersect(const Rect& other) const {
        return {{std::max(min.x, other.min.x), std::max(min.y, other.min.y)},
                {std::min(max.x, other.max.x), std::min(max.y, other.max.y)}};
    }
    [[nodiscard]] Rect moved(float dx, float dy) const {
        return {{min.x + dx, min.y + dy}, {max.x + dx, max.y + dy}};
    }
    /// Smaller by that much on each side.
    [[nodiscard]] Rect inset(float dx, float dy) const {
        return {{min.x + dx, min.y + dy}, {max.x - dx, max.y - dy}};
    }
    [[nodiscard]] Rect inset(float d) const { return inset(d, d); }

    /// Strips of it: the first or last `size` pixels, and what remains without them.
    [[nodiscard]] Rect top(float size) const { return {min, {max.x, min.y + size}}; }
    [[nodiscard]] Rect bottom(float size) const { return {{min.x, max.y - size}, max}; }
    [[nodiscard]] Rect left(float size) const { return {min, {min.x + size, max.y}}; }
    [[nodiscard]] Rect right(float size) const { return {{max.x - size, min.y}, max}; }
    [[nodiscard]] Rect without_top(float size) const { return {{min.x, min.y + size}, max}; }
    [[nodiscard]] Rect without_bottom(float size) const { return {min, {max.x, max.y - size}}; }
    [[nodiscard]] Rect without_left(float size) const { return {{min.x + size, min.y}, max}; }
    [[nodiscard]] Rect without_right(float size) const { return {min, {max.x - size, max.y}}; }
};

/// On whole pixels, so that edges are sharp.
inline Rect snapped(const Rect& r) {
    return {{std::round(r.min.x), std::round(r.min.y)}, {std::round(r.max.x), std::round(r.max.y)}};
}

}  // namespace coroscope::viz
