// The canvas's text: one function draws all letters of the window.
#include <cmath>
#include <string>

#include "viz/model/code_point.hpp"
#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

namespace {

constexpr std::string_view ellipsis = "…";

// Parts of the em that letters take above and below the baseline, and the height of a capital.
constexpr float ascent_em = 0.80f;
constexpr float descent_em = 0.20f;
constexpr float capital_em = 0.72f;

// Walks over the characters of a line: `visit(character, pen)` says whether to go on. Returns where
// the pen ends.
template <class Visit>
float walk(const SizedFont& font, std::string_view text, float pen, float spacing, Visit visit) {
    unsigned before = 0;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint character = code_point_at(text, i);
        i += character.bytes;
        pen += font.kern(before, character.value);
        if (!visit(character, pen)) {
            return pen;
        }
        pen += font.advance(character.value) + spacing;
        before = character.value;
    }
    return pen;
}

float measure(const SizedFont& font, std::string_view text, float spacing) {
    const auto all = [](const CodePoint&, float) { return true; };
    return text.empty() ? 0 : walk(font, text, 0, spacing, all) - spacing;
}

// The longest beginning of `text` that leaves room for an ellipsis in `width`.
std::string_view beginning_within(const SizedFont& font, std::string_view text, float width,
                                  float spacing) {
    const float room = width - font.advance(0x2026);
    std::size_t end = 0;
    walk(font, text, 0, spacing, [&](const CodePoint& character, float pen) {
        if (pen + font.advance(character.value) > room) {
            return false;
        }
        end += character.bytes;
        return true;
    });
    while (end > 0 && text[end - 1] == ' ') {
        --end;
    }
    return text.substr(0, end);
}

Rect letters_rect(ImVec2 baseline, float width, float size) {
    return {{baseline.x, baseline.y - ascent_em * size},
            {baseline.x + width, baseline.y + descent_em * size}};
}

}  // namespace

float Canvas::text_width(std::string_view string, const TextStyle& style) const {
    return measure(fonts_->at(style.face, style.size), string, style.spacing * scale_);
}

float Canvas::line_height(const TextStyle& style) const {
    return std::round(style.size * 1.6f * scale_);
}

float Canvas::baseline(const Rect& strip, const TextStyle& style) const {
    return std::round(strip.centre().y + style.size * scale_ * capital_em / 2);
}

Rect Canvas::text(const Rect& box, std::string_view string, const TextStyle& style) {
    const SizedFont& font = fonts_->at(style.face, style.size);
    const float spacing = style.spacing * scale_;
    float width = measure(font, string, spacing);
    std::string shortened;
    std::string_view shown = string;
    if (width > box.width() + 0.5f) {
        shortened = beginning_within(font, string, box.width(), spacing);
        shortened += ellipsis;
        shown = shortened;
        width = measure(font, shown, spacing);
    }
    float x = box.min.x;
    switch (style.align) {
        case Align::left:
            break;
        case Align::centre:
            x += (box.width() - width) / 2;
            break;
        case Align::right:
            x += box.width() - width;
            break;
    }
    const ImVec2 start{std::max(std::round(x), std::round(box.min.x)), baseline(box, style)};
    letters(start, shown, style, font);
    const Rect covered = letters_rect(start, width, style.size * scale_);
    record(covered, string, !shortened.empty());
    return covered;
}

Rect Canvas::text_at(ImVec2 baseline, std::string_view string, const TextStyle& style) {
    const SizedFont& font = fonts_->at(style.face, style.size);
    letters(baseline, string, style, font);
    const float width = measure(font, string, style.spacing * scale_);
    const Rect covered = letters_rect(baseline, width, style.size * scale_);
    record(covered, string, false);
    return covered;
}

void Canvas::letters(ImVec2 baseline, std::string_view string, const TextStyle& style,
                     const SizedFont& font) {
    const Rect visible = clip_rect();
    const float em = style.size * scale_;
    if (baseline.y - em * 1.2f > visible.max.y || baseline.y + em * 0.5f < visible.min.y) {
        return;
    }
    const ImU32 colour = style.colour != 0 ? style.colour : theme_->text;
    const float line = std::round(baseline.y);
    const int first_index = list_->IdxBuffer.Size;
    const auto draw = [&](const Rect& place, ImVec2 uv_min, ImVec2 uv_max) {
        if (place.max.x >= visible.min.x) {
            list_->PrimReserve(6, 4);
            list_->PrimRectUV(place.min, place.max, uv_min, uv_max, colour);
        }
    };
    walk(font, string, baseline.x, style.spacing * scale_, [&](const CodePoint& c, float pen) {
        const LatinGlyphs::Quad& quad = font.quad(c.value, pen);
        if (!quad.empty()) {
            draw(Rect{quad.min, quad.max}.moved(pen, line), quad.uv_min, quad.uv_max);
        }
        return pen < visible.max.x;
    });
    if (log_ != nullptr && list_->IdxBuffer.Size > first_index) {
        const float spacing = style.spacing * scale_;
        log_->letters.push_back({.list = list_,
                                 .first_index = first_index,
                                 .index_count = list_->IdxBuffer.Size - first_index,
                                 .text = std::string{string},
                                 .baseline = {baseline.x, line},
                                 .width = measure(font, string, spacing),
                                 .face = style.face,
                                 .em = font.latin.em(),  // of a size that is not built, the nearest
                                 .spacing = spacing,
                                 .colour = colour});
    }
}

void Canvas::record(const Rect& rect, std::string_view string, bool shortened) {
    if (log_ == nullptr || string.empty()) {
        return;
    }
    const Rect clip = clip_rect();
    const Rect container = containers_.empty() ? clip : containers_.back();
    log_->texts.push_back(
        {rect, clip, container, std::string{string}, shortened, scrolls_, log_->layer});
}

}  // namespace coroscope::viz
