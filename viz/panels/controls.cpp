#include "viz/panels/controls.hpp"

#include <algorithm>
#include <utility>

#include <imgui/imgui_internal.h>

#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

void begin_controls(ControlsState& state) { state.drawing.clear(); }

void end_controls(ControlsState& state) {
    state.order = std::exchange(state.drawing, {});
    state.press = false;
    if (std::find(state.order.begin(), state.order.end(), state.focused) == state.order.end()) {
        state.focused = 0;
    }
}

void move_focus(ControlsState& state, int direction) {
    if (state.order.empty()) {
        return;
    }
    const auto found = std::find(state.order.begin(), state.order.end(), state.focused);
    const auto count = static_cast<int>(state.order.size());
    int index = direction > 0 ? 0 : count - 1;
    if (found != state.order.end()) {
        const auto now = static_cast<int>(found - state.order.begin());
        index = (now + direction + count) % count;
    }
    state.focused = state.order[static_cast<std::size_t>(index)];
}

Controls::Response Controls::area(const char* id, const Rect& rect) {
    Response response;
    if (rect.empty()) {
        return response;
    }
    ImGui::SetCursorScreenPos(rect.min);
    response.pressed = ImGui::InvisibleButton(id, {rect.width(), rect.height()});
    response.hovered = ImGui::IsItemHovered();
    response.held = ImGui::IsItemActive();
    const ImGuiID number = ImGui::GetItemID();
    state_.drawing.push_back(number);
    response.focused = state_.focused == number;
    if (response.focused && state_.press) {
        response.pressed = true;
    }
    return response;
}

void Controls::focus_ring(const Rect& rect, float radius) {
    const float gap = canvas_.px(3);
    canvas_.stroke(rect.inset(-gap), canvas_.theme().focus, radius + gap, 2);
}

float Controls::button_width(std::string_view label, const ButtonStyle& style) const {
    const TextStyle text{.face = style.face, .size = style.size};
    float width = canvas_.text_width(label, text) + 2 * canvas_.px(12);
    if (style.icon != Icon::none) {
        width += canvas_.px(style.size) + (label.empty() ? 0 : canvas_.px(7));
    }
    return std::ceil(width);
}

bool Controls::button(const char* id, const Rect& rect, std::string_view label,
                      const ButtonStyle& style) {
    const Response response = area(id, rect);
    const Theme& theme = canvas_.theme();
    const float radius = canvas_.px(6);
    ImU32 fill = style.quiet ? 0 : theme.control;
    ImU32 edge = style.quiet ? 0 : theme.control_edge;
    ImU32 ink = theme.text;
    if (style.chosen) {
        fill = theme.accent_fill;
        edge = theme.accent;
        ink = theme.accent_ink;
    } else if (response.hovered || response.held) {
        fill = theme.control_hover;
    }
    canvas_.box(rect, fill, edge, radius);
    const auto container = canvas_.container(rect);
    Rect inside = rect.inset(canvas_.px(label.empty() ? 4 : 8), 0);
    if (style.icon != Icon::none) {
        const float side = canvas_.px(style.size * 0.95f);
        if (label.empty()) {
            icon(canvas_, style.icon, rect.centre(), side, ink);
        } else {
            const float gap = canvas_.px(7);
            const TextStyle text{.face = style.face, .size = style.size};
            const float whole = side + gap + canvas_.text_width(label, text);
            const float x = style.align == Align::left
                                ? inside.min.x
                                : std::max(inside.min.x, inside.centre().x - whole / 2);
            icon(canvas_, style.icon, {x + side / 2, rect.centre().y}, side, ink);
            inside = inside.without_left(x + side + gap - inside.min.x);
            canvas_.text(inside, label, {.face = style.face, .size = style.size, .colour = ink});
            label = {};
        }
    }
    if (!label.empty()) {
        canvas_.text(inside, label,
                     {.face = style.face, .size = style.size, .colour = ink, .align = style.align});
    }
    if (response.focused) {
        focus_ring(rect, radius);
    }
    if (response.hovered && !style.tip.empty()) {
        tooltip(canvas_, style.tip);
    } else if (response.focused && !style.tip.empty()) {
        tooltip_below(canvas_, rect, style.tip);
    }
    return response.pressed;
}

}  // namespace coroscope::viz
