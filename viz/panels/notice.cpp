#include "viz/panels/notice.hpp"

#include "viz/panels/shapes.hpp"

namespace coroscope::viz {

void draw_notice(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    if (area.empty()) {
        return;
    }
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const bool news = scene.view.notice.kind == Notice::Kind::news;
    const ImU32 colour = news ? theme.accent : theme.warning;
    canvas.box(area, news ? theme.panel : theme.warning_fill, colour, canvas.px(8));
    const auto container = canvas.container(area);
    const Rect inside = area.inset(canvas.px(14), 0);
    icon(canvas, news ? Icon::check : Icon::bang, {inside.min.x + canvas.px(6), inside.centre().y},
         canvas.px(18), colour);
    const Rect button =
        Rect::around({inside.max.x - canvas.px(10), area.centre().y}, canvas.px(30));
    if (controls.button("dismiss", snapped(button), "",
                        {.quiet = true, .icon = Icon::cross, .tip = scene.word(Str::dismiss)})) {
        intents.emplace_back(DismissNotice{});
    }
    canvas.text(inside.without_left(canvas.px(24)).without_right(canvas.px(40)),
                scene.view.notice.text, {.size = type::body});
}

}  // namespace coroscope::viz
