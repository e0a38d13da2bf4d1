// Line breaking for Chinese and Latin: Dear ImGui 1.86 breaks at blanks only.
#include "viz/model/code_point.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/line_break.hpp"

namespace coroscope::viz {

namespace {

std::string_view without_final_blanks(std::string_view line) {
    while (!line.empty() && line.back() == ' ') {
        line.remove_suffix(1);
    }
    return line;
}

}  // namespace

std::vector<std::string_view> wrap(const Canvas& canvas, std::string_view text, float width,
                                   const TextStyle& style) {
    std::vector<std::string_view> lines;
    std::size_t start = 0;       // of the present line
    std::size_t best_break = 0;  // the last place where it may end
    unsigned before = 0;
    std::size_t i = 0;
    while (i < text.size()) {
        const auto [c, bytes] = code_point_at(text, i);
        const std::size_t next = i + bytes;
        if (c == '\n') {
            lines.push_back(without_final_blanks(text.substr(start, i - start)));
            start = best_break = next;
            before = 0;
            i = next;
            continue;
        }
        if (i > start && may_break_between(before, c)) {
            best_break = i;
        }
        const bool too_long = canvas.text_width(text.substr(start, next - start), style) > width;
        if (too_long && c != ' ' && i > start) {
            // A word longer than the line is cut where the line ends.
            const std::size_t cut = best_break > start ? best_break : i;
            lines.push_back(without_final_blanks(text.substr(start, cut - start)));
            start = best_break = cut;
            if (cut < i) {
                i = cut;  // look again at what moved to the next line
                before = 0;
                continue;
            }
        }
        before = c;
        i = next;
    }
    if (start < text.size()) {
        lines.push_back(without_final_blanks(text.substr(start)));
    }
    return lines;
}

float paragraph(Canvas& canvas, const Rect& box, std::string_view text, const TextStyle& style) {
    const float height = canvas.line_height(style);
    const std::vector<std::string_view> lines = wrap(canvas, text, box.width(), style);
    float y = box.min.y;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Rect line{{box.min.x, y}, {box.max.x, y + height}};
        const bool last_that_fits = y + 2 * height > box.max.y + 0.5f;
        if (last_that_fits && i + 1 < lines.size()) {
            const std::size_t offset = static_cast<std::size_t>(lines[i].data() - text.data());
            canvas.text(line, text.substr(offset), style);
            return y + height - box.min.y;
        }
        canvas.text(line, lines[i], style);
        y += height;
    }
    return y - box.min.y;
}

}  // namespace coroscope::viz
