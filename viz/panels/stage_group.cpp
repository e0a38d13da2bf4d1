// The group at the foot of a full column (declared in stage_draw.hpp).
#include <algorithm>
#include <string>
#include <vector>

#include "viz/panels/stage_draw.hpp"
#include "viz/panels/strings.hpp"

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

/// True where nothing else is to be seen of that column.
bool stands_for_all(const StageScene& scene, const Overflow& overflow) {
    const StageLayout& layout = scene.t < 0.5f ? scene.from : scene.to;
    return std::none_of(layout.tokens.begin(), layout.tokens.end(), [&](const Token& token) {
        return token.lane == overflow.lane && token.place == overflow.place && !token.hidden;
    });
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
    // On a shelf of which nothing else is seen it is the count that the last row must read.
    if (shelf && overflow.count > 1 && stands_for_all(scene, overflow))
        texts.push_back(tr(scene.now.language, Str::task_count, {all}));
    if (overflow.in_family > 0 && overflow.family < scene.input.cast.families.size()) {
        const std::string& name = scene.input.cast.families[overflow.family];
        const std::size_t others = overflow.count - overflow.in_family;
        const std::string times =
            overflow.in_family > 1 ? " ×" + std::to_string(overflow.in_family) : "()";
        texts.push_back(name + times + (others > 0 ? "  +" + std::to_string(others) : ""));
    }
    texts.push_back("+" + all);
    for (const std::string& text : texts)
        for (const float size : {type::body, type::small, type::tiny}) {
            const TextStyle style{
                .face = Face::semibold, .size = size, .colour = look.ink, .align = Align::centre};
            const bool fits = canvas.text_width(text, style) <= inner.width() &&
                              canvas.px(size) <= inner.height();
            if (!fits && (text != texts.back() || size > type::tiny)) continue;
            canvas.text(inner, text, style);
            return;
        }
}

}  // namespace coroscope::viz
