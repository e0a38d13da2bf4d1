#include "viz/panels/latin_glyphs.hpp"

#include <cmath>
#include <cstring>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <stb/stb_truetype.h>

namespace coroscope::viz {

namespace {

constexpr std::size_t index_of(unsigned codepoint) { return codepoint - LatinGlyphs::first; }

}  // namespace

Kerning::Kerning(const FontFile& file, int index) {
    stbtt_fontinfo font;
    const int offset = stbtt_GetFontOffsetForIndex(file.bytes, index);
    if (offset < 0 || stbtt_InitFont(&font, file.bytes, offset) == 0) {
        return;
    }
    const float per_unit = stbtt_ScaleForMappingEmToPixels(&font, 1);
    std::array<int, LatinGlyphs::count> glyphs{};
    for (unsigned c = LatinGlyphs::first; c <= LatinGlyphs::last; ++c) {
        glyphs[index_of(c)] = stbtt_FindGlyphIndex(&font, static_cast<int>(c));
    }
    for (const int left : glyphs) {
        for (const int right : glyphs) {
            const int units = stbtt_GetGlyphKernAdvance(&font, left, right);
            pairs_.push_back(static_cast<float>(units) * per_unit);
        }
    }
}

float Kerning::between(unsigned left, unsigned right) const {
    if (pairs_.empty() || !LatinGlyphs::has(left) || !LatinGlyphs::has(right)) {
        return 0;
    }
    return pairs_[index_of(left) * LatinGlyphs::count + index_of(right)];
}

void LatinGlyphs::reserve(ImFontAtlas& atlas, const OpenFace& face, float em, int phases) {
    em_ = em;
    phases_ = phases;
    quads_.assign(count * static_cast<std::size_t>(phases), {});
    rendered_.assign(quads_.size(), {});
    FT_Set_Char_Size(face.get(), 0, static_cast<FT_F26Dot6>(std::lround(em * 64)), 72, 72);
    for (unsigned c = first; c <= last; ++c) {
        advances_[index_of(c)] = std::max(0.0f, face.advance_per_em(c)) * em;
        for (int phase = 0; phase < phases; ++phase) {
            const FT_UInt index = FT_Get_Char_Index(face.get(), c);
            if (FT_Load_Glyph(face.get(), index, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) != 0) {
                continue;
            }
            const FT_GlyphSlot slot = face.get()->glyph;
            FT_Outline_Translate(&slot->outline, phase * 64 / phases, 0);
            if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0 || slot->bitmap.width == 0) {
                continue;
            }
            const std::size_t place =
                index_of(c) * static_cast<std::size_t>(phases) + static_cast<std::size_t>(phase);
            const auto width = static_cast<int>(slot->bitmap.width);
            const auto height = static_cast<int>(slot->bitmap.rows);
            Rendered& picture = rendered_[place];
            picture.width = width;
            picture.height = height;
            for (int row = 0; row < height; ++row) {
                const unsigned char* start = slot->bitmap.buffer + row * slot->bitmap.pitch;
                picture.pixels.insert(picture.pixels.end(), start, start + width);
            }
            // A pixel of nothing to the right and below: neighbours must not shine in.
            picture.rect = atlas.AddCustomRectRegular(width + 1, height + 1);
            const auto left = static_cast<float>(slot->bitmap_left);
            const auto top = static_cast<float>(-slot->bitmap_top);
            quads_[place].min = {left, top};
            quads_[place].max = {left + static_cast<float>(width),
                                 top + static_cast<float>(height)};
        }
    }
}

void LatinGlyphs::paint(ImFontAtlas& atlas) {
    for (std::size_t i = 0; i < rendered_.size(); ++i) {
        const Rendered& picture = rendered_[i];
        if (picture.rect < 0) {
            continue;
        }
        const ImFontAtlasCustomRect& rect = *atlas.GetCustomRectByIndex(picture.rect);
        for (int row = 0; row < picture.height; ++row) {
            std::memcpy(atlas.TexPixelsAlpha8 + (rect.Y + row) * atlas.TexWidth + rect.X,
                        picture.pixels.data() + row * picture.width,
                        static_cast<std::size_t>(picture.width));
        }
        const auto x = static_cast<float>(rect.X);
        const auto y = static_cast<float>(rect.Y);
        const ImVec2 scale = atlas.TexUvScale;
        quads_[i].uv_min = {x * scale.x, y * scale.y};
        quads_[i].uv_max = {(x + static_cast<float>(picture.width)) * scale.x,
                            (y + static_cast<float>(picture.height)) * scale.y};
    }
    rendered_.clear();
}

const LatinGlyphs::Quad& LatinGlyphs::quad(unsigned codepoint, float& x) const {
    const std::size_t letter = index_of(codepoint) * static_cast<std::size_t>(phases_);
    if (phases_ == 1) {
        return quads_[letter];  // anywhere between pixels: the texture is sampled smoothly
    }
    const float quarters = std::round(x * static_cast<float>(phases_));
    const float whole = std::floor(quarters / static_cast<float>(phases_));
    x = whole;
    const float phase = quarters - whole * static_cast<float>(phases_);
    return quads_[letter + static_cast<std::size_t>(phase)];
}

}  // namespace coroscope::viz
