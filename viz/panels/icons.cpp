// The window's symbols as vectors: no Debian font has them all, and these are sharp at every scale.
#include <array>
#include <cmath>
#include <vector>

#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

namespace {

constexpr float pi = 3.14159265f;

// Draws in a unit square (0 … 1, y downwards) laid over the icon's square.
class Pen {
public:
    Pen(Canvas& canvas, ImVec2 centre, float size, ImU32 colour)
        : list_(canvas.list()),
          origin_(centre.x - size / 2, centre.y - size / 2),
          size_(size),
          colour_(colour),
          width_(std::max(1.2f * canvas.scale(), size * 0.11f)) {}

    [[nodiscard]] ImVec2 at(float x, float y) const {
        return {origin_.x + x * size_, origin_.y + y * size_};
    }
    void triangle(ImVec2 a, ImVec2 b, ImVec2 c) { list_.AddTriangleFilled(a, b, c, colour_); }
    void bar(float x0, float y0, float x1, float y1) {
        list_.AddRectFilled(at(x0, y0), at(x1, y1), colour_, size_ * 0.04f);
    }
    void frame(float x0, float y0, float x1, float y1) {
        list_.AddRect(at(x0, y0), at(x1, y1), colour_, 0, 0, width_ * 0.8f);
    }
    void line(const std::vector<ImVec2>& points) {
        list_.AddPolyline(points.data(), static_cast<int>(points.size()), colour_, 0, width_);
    }
    void circle(float x, float y, float radius) {
        list_.AddCircle(at(x, y), radius * size_, colour_, 0, width_ * 0.8f);
    }
    void disc(float x, float y, float radius) {
        list_.AddCircleFilled(at(x, y), radius * size_, colour_);
    }
    void half_disc(float x, float y, float radius) {
        list_.PathArcTo(at(x, y), radius * size_, -pi / 2, pi / 2);
        list_.PathFillConvex(colour_);
    }
    void meridian(float squeeze) {
        for (int i = 0; i <= 16; ++i) {
            const float angle = 2 * pi * static_cast<float>(i) / 16;
            list_.PathLineTo(
                at(0.5f + std::cos(angle) * 0.44f * squeeze, 0.5f + std::sin(angle) * 0.44f));
        }
        list_.PathStroke(colour_, 0, width_ * 0.7f);
    }

private:
    ImDrawList& list_;
    ImVec2 origin_;
    float size_;
    ImU32 colour_;
    float width_;
};

void transport_icon(Pen& pen, Icon icon) {
    switch (icon) {
        case Icon::play:
            pen.triangle(pen.at(0.2f, 0.1f), pen.at(0.92f, 0.5f), pen.at(0.2f, 0.9f));
            break;
        case Icon::pause:
            pen.bar(0.2f, 0.12f, 0.4f, 0.88f);
            pen.bar(0.6f, 0.12f, 0.8f, 0.88f);
            break;
        case Icon::first:
            pen.bar(0.06f, 0.15f, 0.18f, 0.85f);
            pen.triangle(pen.at(0.58f, 0.15f), pen.at(0.58f, 0.85f), pen.at(0.2f, 0.5f));
            pen.triangle(pen.at(0.96f, 0.15f), pen.at(0.96f, 0.85f), pen.at(0.58f, 0.5f));
            break;
        case Icon::last:
            pen.bar(0.82f, 0.15f, 0.94f, 0.85f);
            pen.triangle(pen.at(0.42f, 0.85f), pen.at(0.42f, 0.15f), pen.at(0.8f, 0.5f));
            pen.triangle(pen.at(0.04f, 0.85f), pen.at(0.04f, 0.15f), pen.at(0.42f, 0.5f));
            break;
        case Icon::step_back:
            pen.triangle(pen.at(0.75f, 0.15f), pen.at(0.75f, 0.85f), pen.at(0.2f, 0.5f));
            break;
        case Icon::step_forward:
            pen.triangle(pen.at(0.25f, 0.85f), pen.at(0.25f, 0.15f), pen.at(0.8f, 0.5f));
            break;
        default:
            break;
    }
}

}  // namespace

void icon(Canvas& canvas, Icon icon, ImVec2 centre, float size, ImU32 colour) {
    Pen pen{canvas, centre, size, colour};
    switch (icon) {
        case Icon::none:
            break;
        case Icon::play:
        case Icon::pause:
        case Icon::first:
        case Icon::last:
        case Icon::step_back:
        case Icon::step_forward:
            transport_icon(pen, icon);
            break;
        case Icon::check:
            pen.line({pen.at(0.12f, 0.55f), pen.at(0.4f, 0.82f), pen.at(0.9f, 0.2f)});
            break;
        case Icon::cross:
            pen.line({pen.at(0.16f, 0.16f), pen.at(0.84f, 0.84f)});
            pen.line({pen.at(0.84f, 0.16f), pen.at(0.16f, 0.84f)});
            break;
        case Icon::hourglass:
            pen.triangle(pen.at(0.2f, 0.1f), pen.at(0.8f, 0.1f), pen.at(0.5f, 0.54f));
            pen.triangle(pen.at(0.8f, 0.9f), pen.at(0.2f, 0.9f), pen.at(0.5f, 0.46f));
            pen.bar(0.14f, 0.06f, 0.86f, 0.16f);
            pen.bar(0.14f, 0.84f, 0.86f, 0.94f);
            break;
        case Icon::circle:
            pen.circle(0.5f, 0.5f, 0.42f);
            break;
        case Icon::half_square:
            pen.frame(0.12f, 0.12f, 0.88f, 0.88f);
            pen.bar(0.12f, 0.12f, 0.5f, 0.88f);
            break;
        case Icon::square:
            pen.bar(0.12f, 0.12f, 0.88f, 0.88f);
            break;
        case Icon::bang:
            pen.bar(0.42f, 0.06f, 0.58f, 0.64f);
            pen.disc(0.5f, 0.86f, 0.1f);
            break;
        case Icon::chevron_left:
            pen.line({pen.at(0.66f, 0.14f), pen.at(0.32f, 0.5f), pen.at(0.66f, 0.86f)});
            break;
        case Icon::chevron_right:
            pen.line({pen.at(0.34f, 0.14f), pen.at(0.68f, 0.5f), pen.at(0.34f, 0.86f)});
            break;
        case Icon::chevron_down:
            pen.line({pen.at(0.14f, 0.34f), pen.at(0.5f, 0.68f), pen.at(0.86f, 0.34f)});
            break;
        case Icon::chevron_up:
            pen.line({pen.at(0.14f, 0.66f), pen.at(0.5f, 0.32f), pen.at(0.86f, 0.66f)});
            break;
        case Icon::half_moon:
            pen.circle(0.5f, 0.5f, 0.42f);
            pen.half_disc(0.5f, 0.5f, 0.42f);
            break;
        case Icon::globe:
            pen.circle(0.5f, 0.5f, 0.44f);
            pen.meridian(0.45f);
            pen.line({pen.at(0.06f, 0.5f), pen.at(0.94f, 0.5f)});
            break;
        case Icon::bolt:
            pen.triangle(pen.at(0.6f, 0.02f), pen.at(0.18f, 0.58f), pen.at(0.58f, 0.5f));
            pen.triangle(pen.at(0.42f, 0.5f), pen.at(0.82f, 0.42f), pen.at(0.4f, 0.98f));
            break;
        case Icon::person:
            pen.disc(0.5f, 0.28f, 0.22f);
            pen.bar(0.14f, 0.58f, 0.86f, 0.94f);
            break;
        case Icon::dot:
            pen.disc(0.5f, 0.5f, 0.36f);
            break;
        case Icon::swap:
            pen.line({pen.at(0.05f, 0.3f), pen.at(0.9f, 0.3f), pen.at(0.66f, 0.06f)});
            pen.line({pen.at(0.95f, 0.7f), pen.at(0.1f, 0.7f), pen.at(0.34f, 0.94f)});
            break;
        case Icon::screen:
            pen.frame(0.04f, 0.1f, 0.96f, 0.72f);
            pen.bar(0.28f, 0.84f, 0.72f, 0.94f);
            break;
        case Icon::question:
            pen.line({pen.at(0.26f, 0.3f), pen.at(0.36f, 0.12f), pen.at(0.64f, 0.12f),
                      pen.at(0.74f, 0.32f), pen.at(0.5f, 0.5f), pen.at(0.5f, 0.66f)});
            pen.disc(0.5f, 0.88f, 0.09f);
            break;
        case Icon::flag:
            pen.bar(0.2f, 0.06f, 0.32f, 0.96f);
            pen.triangle(pen.at(0.32f, 0.08f), pen.at(0.92f, 0.3f), pen.at(0.32f, 0.54f));
            break;
    }
}

}  // namespace coroscope::viz
