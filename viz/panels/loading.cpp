#include "viz/panels/loading.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

/// How far it is, in figures.
std::string figures(const Loading& loading) {
    return loading.running ? fmt::format("{:.1f} s  ·  {:.1f} MB", loading.seconds,
                                         static_cast<double>(loading.bytes) / 1e6)
                           : fmt::format("{} %", static_cast<int>(loading.part * 100));
}

/// The part of the bar that is filled: what is read or, where nobody knows how much there will be,
/// a piece that wanders along it.
Rect filled(const Rect& bar, const Loading& loading, float least) {
    if (!loading.running) {
        return bar.left(std::max(least, bar.width() * static_cast<float>(loading.part)));
    }
    constexpr double round = 2;  // seconds for the way there and back
    const double phase = std::abs(1 - std::fmod(loading.seconds, round) / round * 2);
    const float width = bar.width() / 5;
    return bar.without_left((bar.width() - width) * static_cast<float>(1 - phase)).left(width);
}

Str hint(const Loading& loading) {
    if (!loading.running) return Str::opening_stop;
    return loading.stopping ? Str::opening_end_now : Str::opening_interrupt;
}

// A window of its own, which the mouse goes through: above the panels, and below the cards and
// menus that a person opens, since those take the front in each frame.
ImDrawList& begin_card(ImVec2 window) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(window);
    ImGui::Begin("loading", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::GetWindowDrawList()->PushClipRectFullScreen();
    return *ImGui::GetWindowDrawList();
}

void end_card() {
    ImGui::GetWindowDrawList()->PopClipRect();
    ImGui::End();
}

}  // namespace

void draw_loading(const FrameMeans& means, const View& view, const Loading& loading) {
    const Theme& colours = theme(view.theme);
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    Canvas canvas{begin_card(window), means.fonts, colours, means.patterns, means.scale, means.log};
    const ImVec2 size{std::min(canvas.px(620), window.x - canvas.px(40)), canvas.px(132)};
    const Rect card =
        snapped(Rect::sized((window.x - size.x) / 2, (window.y - size.y) / 2, size.x, size.y));
    canvas.shadow(card, canvas.px(10));
    canvas.box(card, colours.panel, colours.control_edge, canvas.px(10));
    const auto container = canvas.container(card);
    const Rect inside = card.inset(canvas.px(22), canvas.px(18));
    const std::string said = figures(loading);
    const Rect title = inside.top(canvas.px(28));
    const TextStyle number{.face = Face::mono, .size = type::body, .align = Align::right};
    canvas.text(title, said, number);
    canvas.text(
        title.without_right(canvas.text_width(said, number) + canvas.px(16)),
        tr(view.language, loading.running ? Str::opening_runs : Str::opening_file, {loading.file}),
        {.face = Face::semibold, .size = type::body});
    const Rect bar =
        Rect::sized(inside.min.x, title.max.y + canvas.px(10), inside.width(), canvas.px(10));
    canvas.fill(bar, colours.ghost, canvas.px(5));
    if (!loading.running || !view.reduced_motion) {
        canvas.fill(filled(bar, loading, canvas.px(10)), colours.accent, canvas.px(5));
    }
    canvas.text(inside.bottom(canvas.px(24)), tr(view.language, hint(loading)),
                {.size = type::small, .colour = colours.muted});
    end_card();
}

}  // namespace coroscope::viz
