#include "viz/panels/other_glyphs.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "viz/model/code_point.hpp"

namespace coroscope::viz {

OtherGlyphs::Letter OtherGlyphs::made(unsigned character) {
    Letter letter;
    letter.em = em_;
    letter.cells = cells_of(character);
    if (is_control(character)) {
        letter.advance = blank();
        return letter;
    }
    letter.face = finder_(character);
    const float own = letter.face == nullptr ? -1 : letter.face->advance_per_em(character) * em_;
    if (letter.cells == 0) {
        // An accent stands on the letter before; some faces draw it there, some beside.
        letter.shift = -std::max(0.0f, own);
        return letter;
    }
    const auto cells = static_cast<float>(letter.cells);
    const float room = cell_ * cells;
    if (cell_ == 0) {
        letter.advance = own >= 0 ? own : em_ * (letter.cells == 2 ? 1 : 0.6f);
        // Square characters stand on whole pixels, so that a text is as wide as its parts together.
        letter.advance = letter.cells == 2 ? std::round(letter.advance) : letter.advance;
        return letter;
    }
    // A character of another face is made smaller where it does not fit into its cells.
    letter.em = own > room ? em_ * room / own : em_;
    letter.shift = own >= 0 ? std::max(0.0f, (room - own) / 2) : 0;
    letter.advance = room;
    return letter;
}

float OtherGlyphs::blank() {
    const OpenFace* face = finder_(' ');
    return cell_ > 0 ? cell_ : face->advance_per_em(' ') * em_;
}

OtherGlyphs::Letter& OtherGlyphs::letter(unsigned character) {
    const auto [place, fresh] = letters_.try_emplace(character);
    if (fresh) {
        place->second = made(character);
    }
    return place->second;
}

const LatinGlyphs::Quad& OtherGlyphs::quad(unsigned character, float& x) {
    Letter& known = letter(character);
    x += known.shift;
    int phase = 0;
    if (known.cells == 2) {
        x = std::round(x);  // its strokes blur in between
    } else if (phases_ > 1) {
        const auto phases = static_cast<float>(phases_);
        const float parts = std::round(x * phases);
        x = std::floor(parts / phases);
        phase = static_cast<int>(parts - x * phases);
    }
    std::optional<LatinGlyphs::Quad>& quad = known.quads[static_cast<std::size_t>(phase)];
    if (!quad) {
        const bool unseen = is_control(character) || (known.cells == 0 && known.face == nullptr);
        quad = unseen                  ? LatinGlyphs::Quad{}
               : known.face == nullptr ? box(known)
                                       : drawn(character, known, phase);
    }
    return *quad;
}

LatinGlyphs::Quad OtherGlyphs::drawn(unsigned character, const Letter& letter, int phase) {
    FT_FaceRec_* face = letter.face->get();
    FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(std::lround(letter.em * 64)), 72, 72);
    const FT_UInt index = FT_Get_Char_Index(face, character);
    if (FT_Load_Glyph(face, index, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) != 0) {
        return {};
    }
    const FT_GlyphSlot slot = face->glyph;
    FT_Outline_Translate(&slot->outline, phase * 64 / phases_, 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0 || slot->bitmap.width == 0) {
        return {};
    }
    const auto width = static_cast<int>(slot->bitmap.width);
    const auto height = static_cast<int>(slot->bitmap.rows);
    const auto place = strip_->add(width, height);
    if (!place) {
        return {};
    }
    for (int row = 0; row < height; ++row) {
        std::memcpy(place->pixels + static_cast<std::size_t>(row) * place->stride,
                    slot->bitmap.buffer + std::ptrdiff_t{row} * slot->bitmap.pitch,
                    slot->bitmap.width);
    }
    const auto left = static_cast<float>(slot->bitmap_left);
    const auto top = static_cast<float>(-slot->bitmap_top);
    return {{left, top},
            {left + static_cast<float>(width), top + static_cast<float>(height)},
            place->uv_min,
            place->uv_max};
}

LatinGlyphs::Quad OtherGlyphs::box(const Letter& letter) {
    const float margin = std::max(1.0f, std::round(em_ * 0.06f));
    const int width = std::max(3, static_cast<int>(letter.advance - 2 * margin));
    const int height = std::max(3, static_cast<int>(std::round(em_ * 0.72f)));
    const int line = std::max(1, static_cast<int>(std::round(em_ / 18)));
    const auto place = strip_->add(width, height);
    if (!place) {
        return {};
    }
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool edge = std::min({x, y, width - 1 - x, height - 1 - y}) < line;
            place->pixels[static_cast<std::size_t>(y) * place->stride +
                          static_cast<std::size_t>(x)] = edge ? 0xFF : 0;
        }
    }
    return {{margin, static_cast<float>(-height)},
            {margin + static_cast<float>(width), 0},
            place->uv_min,
            place->uv_max};
}

}  // namespace coroscope::viz
