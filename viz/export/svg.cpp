#include "viz/export/svg.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "viz/export/svg_patterns.hpp"
#include "viz/export/svg_shapes.hpp"
#include "viz/export/svg_text.hpp"

namespace coroscope::viz {

namespace {

using svg::escaped;
using svg::font_attributes;
using svg::number;
using svg::paint;

std::string rect_attributes(const Rect& rect) {
    return fmt::format(" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", number(rect.min.x),
                       number(rect.min.y), number(rect.width()), number(rect.height()));
}

std::string path_of(const Shape& shape) {
    std::string path;
    for (const ImVec2 p : shape.points) {
        path += fmt::format("{}{} {}", path.empty() ? "M" : "L", number(p.x), number(p.y));
    }
    return shape.width == 0 || shape.closed ? path + "Z" : path;
}

class Writer {
public:
    Writer(const Drawing& drawing, std::string prefix)
        : drawing_(drawing), prefix_(std::move(prefix)), sheet_{{0, 0}, drawing.size} {}

    std::string document(const SvgWords& words, float scale) {
        for (const Piece& piece : drawing_.pieces) {
            write(piece);
        }
        const ImVec2 size = drawing_.size;
        return fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" "
            "viewBox=\"0 0 {} {}\" role=\"img\" lang=\"{}\" xml:lang=\"{}\">\n"
            "<title>{}</title>\n<desc>{}</desc>\n<defs>\n{}</defs>\n<rect{}{}/>\n{}</svg>\n",
            number(size.x * scale), number(size.y * scale), number(size.x), number(size.y),
            words.language, words.language, escaped(words.title), escaped(words.description),
            definitions_, rect_attributes(sheet_), paint("fill", drawing_.ground), body_);
    }

private:
    // The letters that begin at an index of the drawing, or null.
    const LettersRecord* letters_at(std::size_t index) {
        const std::vector<LettersRecord>& all = drawing_.letters;
        while (next_letters_ < all.size() &&
               static_cast<std::size_t>(all[next_letters_].first_index) < index) {
            ++next_letters_;
        }
        const bool here = next_letters_ < all.size() &&
                          static_cast<std::size_t>(all[next_letters_].first_index) == index;
        return here ? &all[next_letters_] : nullptr;
    }

    void write(const Piece& piece) {
        const Rect clip = piece.clip.intersect(sheet_);
        if (clip.empty()) {
            return;
        }
        const std::size_t end = piece.first + piece.count;
        for (std::size_t i = piece.first; i < end;) {
            if (const LettersRecord* letters = letters_at(i)) {
                write(*letters, clip);
                i += static_cast<std::size_t>(letters->index_count);
                continue;
            }
            // Shapes up to the next letters.
            const bool more = next_letters_ < drawing_.letters.size();
            const std::size_t until =
                more ? std::min(end, static_cast<std::size_t>(
                                         drawing_.letters[next_letters_].first_index))
                     : end;
            for (const Shape& shape : shapes_of(drawing_, i, until - i)) {
                write(shape, piece.texture, clip);
            }
            i = until;
        }
    }

    void write(const Shape& shape, std::size_t texture, const Rect& clip) {
        const Rect box = bounds(shape);
        if (!box.overlaps(clip)) {
            return;
        }
        if (shape.width > 0) {
            const bool corners = shape.closed && shape.points.size() == 4;
            body_ += fmt::format(
                "<path d=\"{}\" fill=\"none\" stroke-width=\"{}\" stroke-linejoin=\"{}\"{}{}/>\n",
                path_of(shape), number(shape.width), corners ? "miter" : "round",
                paint("stroke", shape.colour), clipped(box, clip));
            return;
        }
        const std::string fill =
            texture == 0 ? paint("fill", shape.colour) : pattern_fill(texture - 1, shape.colour);
        if (is_level_box(shape)) {
            body_ += fmt::format("<rect{}{}/>\n", rect_attributes(box.intersect(clip)), fill);
        } else {
            body_ +=
                fmt::format("<path d=\"{}\"{}{}/>\n", path_of(shape), fill, clipped(box, clip));
        }
    }

    void write(const LettersRecord& letters, const Rect& clip) {
        const Rect box{{letters.baseline.x, letters.baseline.y - letters.em},
                       {letters.baseline.x + letters.width, letters.baseline.y + letters.em / 4}};
        if (!box.overlaps(clip) || letters.text.find_first_not_of(' ') == std::string::npos) {
            return;
        }
        std::string spacing;
        if (letters.spacing != 0) {
            spacing = fmt::format(" letter-spacing=\"{}\"", number(letters.spacing));
        }
        // The width is the window's, whichever font the viewer has.
        body_ += fmt::format(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{}{}{} textLength=\"{}\" "
            "lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{}>{}</text>\n",
            number(letters.baseline.x), number(letters.baseline.y), number(letters.em),
            font_attributes(letters.face), paint("fill", letters.colour), spacing,
            number(letters.width), clipped(box, clip), escaped(letters.text));
    }

    std::string pattern_fill(std::size_t pattern, ImU32 colour) {
        std::string& id = patterns_[{pattern, colour}];
        if (id.empty()) {
            id = fmt::format("{}p{}", prefix_, patterns_.size());
            definitions_ += pattern_definition(id, static_cast<Pattern>(pattern),
                                               drawing_.textures->period, colour);
        }
        return fmt::format(" fill=\"url(#{})\"", id);
    }

    // Nothing where the box is seen whole.
    std::string clipped(const Rect& box, const Rect& clip) {
        constexpr float slack = 1;
        if (clip.contains(box, slack)) {
            return {};
        }
        std::string& id = clips_[rect_attributes(clip)];
        if (id.empty()) {
            id = fmt::format("{}c{}", prefix_, clips_.size());
            definitions_ += fmt::format("<clipPath id=\"{}\"><rect{}/></clipPath>\n", id,
                                        rect_attributes(clip));
        }
        return fmt::format(" clip-path=\"url(#{})\"", id);
    }

    const Drawing& drawing_;
    std::string prefix_;
    Rect sheet_;
    std::size_t next_letters_ = 0;
    std::map<std::pair<std::size_t, ImU32>, std::string> patterns_;
    std::map<std::string, std::string> clips_;
    std::string definitions_;
    std::string body_;
};

}  // namespace

std::string svg_of(const Drawing& drawing, const SvgWords& words, float scale,
                   const std::string& prefix) {
    return Writer{drawing, prefix}.document(words, scale);
}

}  // namespace coroscope::viz
