// The group at the foot of a full column (declared in stage_draw.hpp).
#include <algorithm>
#include <string>
#include <vector>

#include "viz/panels/stage_draw.hpp"

namespace coroscope::viz {
namespace {

Look look_of(const Overflow& overflow) {
    switch (overflow.place) {
        case Place::ready:
            return Look::ready;
        case Place::waiting:
            return Look::waiting;
        case Place::done:
            return Look::done;
        case Place::cancelled:
            return Look::cancelled;
        case Place::centre:
            break;
    }
    return Look::running;
}

}  // namespace

/// A pile of cards with the name of its largest family and a count.
void draw_overflow(Canvas& canvas, const StageScene& scene, const Overflow& overflow) {
    const bool shelf = overflow.place == Place::done || overflow.place == Place::cancelled;
    if (shelf && scene.to.lanes[overflow.lane].row) return;  // the row says it
    const Rect rect = to_rect(overflow.box);
    const StateLook& look = canvas.theme().look(look_of(overflow));
    const float step = canvas.px(3);
    const Rect top = rect.without_right(2 * step).without_bottom(2 * step);
    const float radius = std::min(canvas.px(6), top.height() / 2);
    for (const float behind : {2.0f, 1.0f, 0.0f})
        canvas.look(top.moved(behind * step, behind * step), look, radius, 1.5f);
    const auto guard = canvas.container(rect);
    const Rect inner = top.inset(canvas.px(7), 0);
    std::vector<std::string> texts;
    const std::string all = std::to_string(overflow.count);
    if (overflow.in_family > 0 && overflow.family < scene.input.cast.families.size()) {
        const std::string& name = scene.input.cast.families[overflow.family];
        const std::size_t others = overflow.count - overflow.in_family;
        const std::string times =
            overflow.in_family > 1 ? " ×" + std::to_string(overflow.in_family) : "()";
        texts.push_back(name + times + (others > 0 ? "  +" + std::to_string(others) : ""));
    }
    texts.push_back("+" + all);
    for (const std::string& text : texts)
        for (const float size : {type::small, type::tiny}) {
            const TextStyle style{
                .face = Face::semibold, .size = size, .colour = look.ink, .align = Align::centre};
            if (canvas.text_width(text, style) > inner.width() && text != texts.back()) continue;
            canvas.text(inner, text, style);
            return;
        }
}

}  // namespace coroscope::viz
