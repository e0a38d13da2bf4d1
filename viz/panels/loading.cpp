#include "viz/panels/loading.hpp"

#include <algorithm>

#include "viz/panels/strings.hpp"

namespace coroscope::viz {

void draw_loading(const FrameMeans& means, const View& view, std::string_view file, double part) {
    const Theme& colours = theme(view.theme);
    Canvas canvas{*ImGui::GetForegroundDrawList(),
                  means.fonts,
                  colours,
                  means.patterns,
                  means.scale,
                  means.log};
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const ImVec2 size{std::min(canvas.px(620), window.x - canvas.px(40)), canvas.px(132)};
    const Rect card =
        snapped(Rect::sized((window.x - size.x) / 2, (window.y - size.y) / 2, size.x, size.y));
    canvas.shadow(card, canvas.px(10));
    canvas.box(card, colours.panel, colours.control_edge, canvas.px(10));
    const auto container = canvas.container(card);
    const Rect inside = card.inset(canvas.px(22), canvas.px(18));
    const std::string percent = std::to_string(static_cast<int>(part * 100)) + " %";
    const Rect title = inside.top(canvas.px(28));
    const TextStyle number{.face = Face::mono, .size = type::body, .align = Align::right};
    canvas.text(title, percent, number);
    canvas.text(title.without_right(canvas.text_width(percent, number) + canvas.px(16)),
                tr(view.language, Str::opening_file, {file}),
                {.face = Face::semibold, .size = type::body});
    const Rect bar =
        Rect::sized(inside.min.x, title.max.y + canvas.px(10), inside.width(), canvas.px(10));
    canvas.fill(bar, colours.ghost, canvas.px(5));
    const float done = std::max(canvas.px(10), bar.width() * static_cast<float>(part));
    canvas.fill(bar.left(done), colours.accent, canvas.px(5));
    canvas.text(inside.bottom(canvas.px(24)), tr(view.language, Str::opening_stop),
                {.size = type::small, .colour = colours.muted});
}

}  // namespace coroscope::viz
