#include "viz/panels/panel.hpp"

#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

Rect panel_frame_bare(Canvas& canvas, const Rect& rect) {
    const Theme& theme = canvas.theme();
    const float radius = canvas.px(8);
    canvas.box(rect, theme.panel, theme.edge, radius);
    const float header = canvas.px(header_height);
    const float line = rect.min.y + header;
    canvas.fill({{rect.min.x + 1, line}, {rect.max.x - 1, line + canvas.px(1)}}, theme.edge);
    return rect.without_top(header + canvas.px(1)).inset(1);
}

Rect panel_frame(Canvas& canvas, const Rect& rect, std::string_view title, std::string_view right) {
    const Rect inside = panel_frame_bare(canvas, rect);
    const auto container = canvas.container(rect);
    const Theme& theme = canvas.theme();
    const Rect header = rect.top(canvas.px(header_height)).inset(canvas.px(14), 0);
    const TextStyle end{.size = type::small, .colour = theme.muted, .align = Align::right};
    float taken = 0;
    if (!right.empty()) {
        taken = canvas.text(header, right, end).width() + canvas.px(12);
    }
    canvas.text(header.without_right(taken), title,
                {.face = Face::semibold, .size = type::small, .colour = theme.muted});
    return inside;
}

ImDrawList& ScrollArea::begin(const Canvas& canvas, const char* id, const Rect& rect) {
    const Theme& theme = canvas.theme();
    ImGui::SetCursorScreenPos(rect.min);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, canvas.px(bar));
    ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarRounding, canvas.px(4));
    ImGui::PushStyleVar(ImGuiStyleVar_ChildBorderSize, 0);
    ImGui::PushStyleColor(ImGuiCol_ChildBg, 0);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, 0);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrab, theme.ghost);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabHovered, theme.faint);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarGrabActive, theme.muted);
    ImGui::BeginChild(id, {rect.width(), rect.height()}, false, ImGuiWindowFlags_NoNav);
    return *ImGui::GetWindowDrawList();
}

ScrollArea::ScrollArea(const Canvas& canvas, const char* id, const Rect& rect)
    : view_(rect.without_right(canvas.px(bar))),
      canvas_(canvas.on(begin(canvas, id, rect), true)),
      guard_(canvas_.clip(rect)) {}

ScrollArea::~ScrollArea() {
    { const Canvas::Guard last = std::move(guard_); }
    ImGui::EndChild();
    ImGui::PopStyleColor(5);
    ImGui::PopStyleVar(5);
}

ImVec2 ScrollArea::origin() const { return {view_.min.x, view_.min.y - ImGui::GetScrollY()}; }

void ScrollArea::content(float height) {
    ImGui::SetCursorScreenPos(origin());
    ImGui::Dummy({1, height});
    const float above = view_.min.y - origin().y;
    const float below = height - above - view_.height();
    const float away = canvas_.px(13);
    if (above > away) mark(Icon::chevron_up, view_.min.y + away);
    if (below > away) mark(Icon::chevron_down, view_.max.y - away);
}

void ScrollArea::mark(Icon direction, float y) {
    const Theme& theme = canvas_.theme();
    const ImVec2 centre{view_.max.x - canvas_.px(10), y};
    canvas_.disc(centre, canvas_.px(10), theme.control_edge);
    canvas_.disc(centre, canvas_.px(9), theme.control);
    icon(canvas_, direction, centre, canvas_.px(11), theme.accent);
    if (TextLog* log = canvas_.log()) {
        log->covers.push_back(Rect::around(centre, canvas_.px(20)));
    }
}

void ScrollArea::show(float bottom) {
    const float half = std::max(1.0f, std::round(view_.height() / 2));
    const float hidden = bottom - view_.height();
    ImGui::SetScrollY(hidden <= 0 ? 0 : std::ceil(hidden / half) * half);
}

void ScrollArea::reveal(float top, float bottom) {
    const float lowest = std::max(0.0f, bottom - view_.height());
    const float wanted = std::max(lowest, std::min(ImGui::GetScrollY(), top));
    if (wanted != ImGui::GetScrollY()) ImGui::SetScrollY(wanted);
}

void ScrollArea::show_end(float height) {
    ImGui::SetScrollY(std::max(0.0f, height - view_.height()));
}

void ScrollArea::scroll_by(float pixels) { ImGui::SetScrollY(ImGui::GetScrollY() + pixels); }

}  // namespace coroscope::viz
