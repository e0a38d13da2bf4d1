#include "viz/panels/shapes.hpp"

#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace coroscope::viz {

namespace {

constexpr int curve_points = 25;
using Curve = std::array<ImVec2, curve_points>;

float distance(ImVec2 a, ImVec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }

ImVec2 between(ImVec2 a, ImVec2 b, float t) {
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

// The part of the curve between two arc lengths, as points.
std::vector<ImVec2> section(const Curve& curve, float from, float to) {
    std::vector<ImVec2> points;
    float walked = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const float length = distance(curve[i - 1], curve[i]);
        const float end = walked + length;
        if (length > 0 && end >= from && walked <= to) {
            const float first = std::clamp((from - walked) / length, 0.0f, 1.0f);
            const float last = std::clamp((to - walked) / length, 0.0f, 1.0f);
            if (points.empty()) {
                points.push_back(between(curve[i - 1], curve[i], first));
            }
            points.push_back(between(curve[i - 1], curve[i], last));
        }
        walked = end;
    }
    return points;
}

void polyline(Canvas& canvas, const std::vector<ImVec2>& points, ImU32 colour, float width) {
    canvas.list().AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, width);
}

void head(Canvas& canvas, ImVec2 from, ImVec2 tip, float length, ImU32 colour) {
    const float gap = std::max(0.001f, distance(from, tip));
    const ImVec2 along{(tip.x - from.x) / gap, (tip.y - from.y) / gap};
    const ImVec2 base{tip.x - along.x * length, tip.y - along.y * length};
    const float half = length * 0.5f;
    canvas.list().AddTriangleFilled(tip, {base.x - along.y * half, base.y + along.x * half},
                                    {base.x + along.y * half, base.y - along.x * half}, colour);
}

}  // namespace

ImVec2 bezier(ImVec2 from, ImVec2 control1, ImVec2 control2, ImVec2 to, float t) {
    const float u = 1 - t;
    const float a = u * u * u;
    const float b = 3 * u * u * t;
    const float c = 3 * u * t * t;
    const float d = t * t * t;
    return {a * from.x + b * control1.x + c * control2.x + d * to.x,
            a * from.y + b * control1.y + c * control2.y + d * to.y};
}

void arrow(Canvas& canvas, ImVec2 from, ImVec2 control1, ImVec2 control2, ImVec2 to,
           const ArrowStyle& style) {
    Curve curve;
    float length = 0;
    for (int i = 0; i < curve_points; ++i) {
        const float t = static_cast<float>(i) / (curve_points - 1);
        curve[static_cast<std::size_t>(i)] = bezier(from, control1, control2, to, t);
        if (i > 0) {
            length += distance(curve[static_cast<std::size_t>(i - 1)],
                               curve[static_cast<std::size_t>(i)]);
        }
    }
    const float width = std::max(1.0f, style.width * canvas.scale());
    const float head_length = std::min(style.head * canvas.scale(), length);
    // The line stops inside the head, and the head is aimed from where it stops.
    const float end = length - 0.8f * head_length;
    const std::vector<ImVec2> shaft = section(curve, 0, end);
    if (shaft.empty()) {
        return;
    }
    if (style.dashed) {
        const float dash = canvas.px(6);
        const float gap = canvas.px(5);
        for (float at = 0; at < end; at += dash + gap) {
            polyline(canvas, section(curve, at, std::min(at + dash, end)), style.colour, width);
        }
    } else {
        polyline(canvas, shaft, style.colour, width);
    }
    if (head_length > 0) {
        head(canvas, shaft.back(), to, head_length, style.colour);
    }
}

void arrow(Canvas& canvas, ImVec2 from, ImVec2 to, const ArrowStyle& style) {
    arrow(canvas, from, between(from, to, 1.0f / 3), between(from, to, 2.0f / 3), to, style);
}

void ring(Canvas& canvas, ImVec2 centre, float radius, float stroke, float fraction, ImU32 colour,
          ImU32 track) {
    constexpr float pi = 3.14159265f;
    canvas.list().AddCircle(centre, radius, track, 0, stroke);
    const float part = std::clamp(fraction, 0.0f, 1.0f);
    if (part <= 0) {
        return;
    }
    const float begin = -pi / 2;
    const float end = begin + 2 * pi * part;
    canvas.list().PathArcTo(centre, radius, begin, end);
    canvas.list().PathStroke(colour, 0, stroke);
    for (const float angle : {begin, end}) {
        canvas.disc({centre.x + std::cos(angle) * radius, centre.y + std::sin(angle) * radius},
                    stroke / 2, colour);
    }
}

float key_cap(Canvas& canvas, ImVec2 left_centre, std::string_view label) {
    const Theme& theme = canvas.theme();
    const TextStyle style{.size = type::tiny, .colour = theme.muted, .align = Align::centre};
    const float width = std::max(canvas.px(22), canvas.text_width(label, style) + canvas.px(14));
    const float height = canvas.px(24);
    const Rect cap = snapped(Rect::sized(left_centre.x, left_centre.y - height / 2, width, height));
    canvas.box(cap, theme.control, theme.control_edge, canvas.px(5));
    const auto container = canvas.container(cap);
    canvas.text(cap, label, style);
    return width;
}

namespace {

// A note whose corner is at `at`; where that would leave the window, above `above`.
void draw_note(const Canvas& canvas, std::string_view text, ImVec2 at, float above) {
    // Notes float above everything, so none is of what lies under a card.
    if (!ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows)) return;
    Canvas top = canvas.on(*ImGui::GetForegroundDrawList());
    const Theme& theme = top.theme();
    const TextStyle style{.size = type::small};
    const float padding = top.px(10);
    const float line = top.line_height(style);
    const std::vector<std::string_view> lines = wrap(top, text, top.px(420), style);
    float width = 0;
    for (const std::string_view each : lines) {
        width = std::max(width, top.text_width(each, style));
    }
    const ImVec2 size{std::ceil(width) + 2 * padding,
                      line * static_cast<float>(lines.size()) + padding};
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const float x = std::clamp(at.x, 0.0f, std::max(0.0f, window.x - size.x));
    float y = at.y;
    if (y + size.y > window.y) {
        y = std::max(0.0f, above - size.y);
    }
    const Rect box = snapped(Rect::sized(x, y, size.x, size.y));
    top.shadow(box, top.px(6));
    top.box(box, theme.tooltip, theme.control_edge, top.px(6));
    const int layer = top.log() != nullptr ? std::exchange(top.log()->layer, 2) : 0;
    {
        const auto container = top.container(box);
        Rect strip = box.inset(padding, padding / 2).top(line);
        for (const std::string_view each : lines) {
            top.text(strip, each, style);
            strip = strip.moved(0, line);
        }
    }
    if (top.log() != nullptr) {
        top.log()->layer = layer;
    }
}

}  // namespace

void tooltip(const Canvas& canvas, std::string_view text) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    draw_note(canvas, text, {mouse.x + canvas.px(14), mouse.y + canvas.px(20)},
              mouse.y - canvas.px(8));
}

void tooltip_below(const Canvas& canvas, const Rect& control, std::string_view text) {
    draw_note(canvas, text, {control.min.x, control.max.y + canvas.px(8)},
              control.min.y - canvas.px(8));
}

}  // namespace coroscope::viz
