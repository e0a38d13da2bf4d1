#include "viz/export/svg_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace coroscope::viz {

namespace {

constexpr float nearly = 0.05f;  // pixels

float distance(ImVec2 a, ImVec2 b) { return std::hypot(a.x - b.x, a.y - b.y); }
bool same(ImVec2 a, ImVec2 b) { return distance(a, b) < nearly; }
ImVec2 middle(ImVec2 a, ImVec2 b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

// The polygon that begins at a triangle: Dear ImGui fills one as a fan around its first corner.
Shape fan(const Drawing& drawing, std::size_t& i, std::size_t end) {
    const std::vector<std::uint32_t>& indices = drawing.indices;
    const std::uint32_t centre = indices[i];
    Shape shape;
    shape.colour = drawing.vertices[centre].col;
    const auto add = [&](std::uint32_t index) {
        shape.points.push_back(drawing.vertices[index].pos);
    };
    add(centre);
    add(indices[i + 1]);
    std::uint32_t last = indices[i + 1];
    while (i + 3 <= end && indices[i] == centre && indices[i + 1] == last &&
           drawing.vertices[last].col == shape.colour) {
        last = indices[i + 2];
        add(last);
        i += 3;
    }
    return shape;
}

// The stretch of a line that a box is, from the middle of one end to that of the other.
struct Stretch {
    ImVec2 from;
    ImVec2 to;
    float width = 0;
};
std::optional<Stretch> stretch_of(const Shape& shape) {
    if (shape.points.size() != 4) {
        return std::nullopt;
    }
    const auto& p = shape.points;
    const bool parallel = same(middle(p[0], p[2]), middle(p[1], p[3]));
    if (!parallel) {
        return std::nullopt;
    }
    return Stretch{middle(p[0], p[3]), middle(p[1], p[2]), distance(p[0], p[3])};
}

// Makes one line of boxes that continue each other.
class Chain {
public:
    explicit Chain(std::vector<Shape>& shapes) : shapes_(shapes) {}

    void add(Shape shape) {
        const std::optional<Stretch> next = stretch_of(shape);
        if (next && !boxes_.empty() && same(next->from, line_.points.back()) &&
            shape.colour == line_.colour && std::abs(next->width - line_.width) < nearly) {
            line_.points.push_back(next->to);
            boxes_.push_back(std::move(shape));
            return;
        }
        finish();
        if (!next) {
            shapes_.push_back(std::move(shape));
            return;
        }
        line_ = {{next->from, next->to}, shape.colour, next->width, false};
        boxes_.push_back(std::move(shape));
    }

    void finish() {
        if (boxes_.size() == 1) {  // a box, or a straight line, which looks the same
            shapes_.push_back(std::move(boxes_.front()));
        } else if (!boxes_.empty()) {
            line_.closed = same(line_.points.front(), line_.points.back());
            if (line_.closed) {
                line_.points.pop_back();
            }
            shapes_.push_back(std::move(line_));
        }
        boxes_.clear();
    }

private:
    std::vector<Shape>& shapes_;
    std::vector<Shape> boxes_;
    Shape line_;
};

}  // namespace

bool is_level_box(const Shape& shape) {
    if (shape.points.size() != 4 || shape.width != 0) {
        return false;
    }
    const Rect box = bounds(shape);
    return std::ranges::all_of(shape.points, [&](ImVec2 p) {
        const bool at_side =
            std::abs(p.x - box.min.x) < nearly || std::abs(p.x - box.max.x) < nearly;
        const bool at_end =
            std::abs(p.y - box.min.y) < nearly || std::abs(p.y - box.max.y) < nearly;
        return at_side && at_end;
    });
}

Rect bounds(const Shape& shape) {
    Rect box{shape.points.front(), shape.points.front()};
    for (const ImVec2 p : shape.points) {
        box.min = {std::min(box.min.x, p.x), std::min(box.min.y, p.y)};
        box.max = {std::max(box.max.x, p.x), std::max(box.max.y, p.y)};
    }
    return box.inset(-shape.width / 2);
}

std::vector<Shape> shapes_of(const Drawing& drawing, std::size_t first, std::size_t count) {
    std::vector<Shape> shapes;
    Chain chain{shapes};
    const std::size_t end = first + count;
    for (std::size_t i = first; i + 3 <= end;) {
        const std::size_t before = i;
        Shape shape = fan(drawing, i, end);
        if (i == before) {  // corners of different colours: taken alone
            i += 3;
            shape.points.push_back(drawing.vertices[drawing.indices[before + 2]].pos);
        }
        if ((shape.colour & IM_COL32_A_MASK) != 0) {
            chain.add(std::move(shape));
        }
    }
    chain.finish();
    return shapes;
}

}  // namespace coroscope::viz
