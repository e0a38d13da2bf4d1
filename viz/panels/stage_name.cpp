#include "viz/panels/stage_name.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope::viz {
namespace {

constexpr std::size_t most_lines = 3;

/// True where a name may go on in a next line: behind a `_` or `.`, before its arguments.
bool may_break(std::string_view name, std::size_t at) {
    const bool behind = name[at - 1] == '_' || name[at - 1] == '.';
    return (at > 1 && behind && name[at] != '_') || (name[at] == '(' && name.size() > at + 2);
}

/// The name in lines no wider than `width`; empty where a part of it is wider.
std::vector<std::string_view> broken(const Canvas& canvas, std::string_view name,
                                     const TextStyle& style, float width) {
    std::vector<std::string_view> lines;
    while (!name.empty()) {
        std::size_t end = canvas.text_width(name, style) <= width ? name.size() : 0;
        for (std::size_t at = 1; end != name.size() && at < name.size(); ++at)
            if (may_break(name, at) && canvas.text_width(name.substr(0, at), style) <= width)
                end = at;
        if (end == 0) return {};
        lines.push_back(name.substr(0, end));
        name.remove_prefix(end);
    }
    return lines;
}

}  // namespace

NameLines name_lines(const Canvas& canvas, std::string_view name, const TextStyle& style,
                     float width, float height) {
    NameLines set{style, {name}, true};
    for (std::size_t count = 1; count <= most_lines; ++count)
        for (const Face face : {style.face, Face::ui})
            for (const float size : {type::heading, type::body, type::small, type::tiny}) {
                if (size > style.size || (face != style.face && size > type::tiny)) continue;
                // The smallest type's lines may touch: names use little of the room above letters.
                const float line = canvas.px(size > type::tiny ? size + 1 : size - 1);
                if (count > 1 && static_cast<float>(count) * line > height) continue;
                set.style.face = face;
                set.style.size = size;
                set.lines = broken(canvas, name, set.style, width);
                if (!set.lines.empty() && set.lines.size() <= count) return set;
            }
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
