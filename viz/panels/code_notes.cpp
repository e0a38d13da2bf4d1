#include "viz/panels/code_notes.hpp"

#include <cmath>

namespace coroscope::viz {

namespace {

using Notes = std::vector<const MarginNote*>;

TextStyle note_style(const Canvas& canvas) {
    return {.size = type::small, .colour = canvas.theme().muted};
}

float height_of(const Canvas& canvas, float width, const Notes& notes, Language language) {
    const TextStyle style = note_style(canvas);
    float height = canvas.px(14);
    for (const MarginNote* note : notes) {
        const auto rows = wrap(canvas, text_of(*note, language), width, style);
        height += canvas.line_height(style) * static_cast<float>(rows.size()) + canvas.px(4);
    }
    return height;
}

}  // namespace

void draw_code_notes(Canvas& canvas, const Rect& room, const Notes& notes,
                     const MarginNote* running, Language language) {
    const Rect inner = room.inset(canvas.px(14), 0);
    const Notes one = running != nullptr ? Notes{running} : Notes{};
    for (const Notes& shown : {notes, one}) {
        const float height = height_of(canvas, inner.width(), shown, language);
        if (shown.empty() || height > room.height()) {
            continue;
        }
        float y = std::round(room.max.y - height);
        canvas.fill({{inner.min.x, y}, {inner.max.x, y + canvas.px(1)}}, canvas.theme().edge);
        y += canvas.px(8);
        for (const MarginNote* note : shown) {
            const Rect place{{inner.min.x, y}, {inner.max.x, room.max.y}};
            y += paragraph(canvas, place, text_of(*note, language), note_style(canvas)) +
                 canvas.px(4);
        }
        return;
    }
}

}  // namespace coroscope::viz
