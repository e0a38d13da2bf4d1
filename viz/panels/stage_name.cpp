#include "viz/panels/stage_name.hpp"

#include <algorithm>
#include <cmath>

#include "viz/panels/stage_break.hpp"

namespace coroscope::viz {

NameLines name_lines(const Canvas& canvas, std::string_view name, const TextStyle& style,
                     float width, float height) {
    NameLines set{style, {name}, true};
    // Is it whole in so many lines at that size, in that face?
    const auto fits = [&](std::size_t count, Face face, float size) {
        if (size > style.size || (face != style.face && size > type::tiny)) return false;
        // The smallest type's lines may touch: names use little of the room above letters.
        const float line = canvas.px(size > type::tiny ? size + 1 : size - 1);
        if (count > 1 && static_cast<float>(count) * line > height) return false;
        set.style.face = face;
        set.style.size = size;
        set.lines = broken_name(
            name, width, [&](std::string_view part) { return canvas.text_width(part, set.style); });
        return !set.lines.empty() && set.lines.size() <= count;
    };
    for (std::size_t count = 1; count <= most_name_lines; ++count)
        for (const Face face : {style.face, Face::ui})
            for (const float size : {type::heading, type::body, type::small, type::tiny})
                if (fits(count, face, size)) return set;
    for (std::size_t count = 1; count <= most_name_lines; ++count)
        if (fits(count, Face::ui, type::least)) return set;
    set = {style, {name}, false};
    set.style.size = type::tiny;
    return set;
}

void draw_name(Canvas& canvas, const Rect& place, const NameLines& name) {
    if (name.lines.size() == 1) {
        canvas.text(place, name.lines.front(), name.style);
        return;
    }
    const auto count = static_cast<float>(name.lines.size());
    const float line = std::floor(std::min(place.height() / count, canvas.px(name.style.size + 2)));
    // Letters hang a little below the middle of their line.
    float top = std::floor(place.centre().y - line * count / 2 - canvas.px(0.5f));
    for (const std::string_view part : name.lines) {
        canvas.text(Rect::sized(place.min.x, top, place.width(), line), part, name.style);
        top += line;
    }
}

}  // namespace coroscope::viz
