// Printable ASCII of one face at one exact size, drawn at four positions within a pixel, so that
// letters stand where they belong without being blurred, and with the face's kerning. (Dear ImGui's
// own builder knows whole pixel sizes only; it draws the other characters.)
//
// Use: `reserve` before the atlas is built, `paint` after; then it is read only.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <imgui/imgui.h>

#include "viz/panels/font_file.hpp"

namespace coroscope::viz {

/// Kerning of all pairs of printable ASCII, in parts of the em.
class Kerning {
public:
    /// All zero.
    Kerning() = default;
    Kerning(const FontFile& file, int index);
    [[nodiscard]] float between(unsigned left, unsigned right) const;

private:
    std::vector<float> pairs_;
};

class LatinGlyphs {
public:
    static constexpr unsigned first = 0x20;
    static constexpr unsigned last = 0x7E;
    static constexpr std::size_t count = last - first + 1;
    static constexpr bool has(unsigned codepoint) {
        return codepoint >= first && codepoint <= last;
    }

    /// A letter's picture: corners from the pen's whole pixel and the baseline, and in the texture.
    struct Quad {
        ImVec2 min;
        ImVec2 max;
        ImVec2 uv_min;
        ImVec2 uv_max;
        [[nodiscard]] bool empty() const { return max.x <= min.x; }
    };

    /// Renders the letters at `em` pixels and reserves their places in the atlas. `phases` is 4, or
    /// 1 where pixels are so small that it makes no difference.
    void reserve(ImFontAtlas& atlas, const OpenFace& face, float em, int phases);
    /// Copies the letters into the atlas's texture.
    void paint(ImFontAtlas& atlas);

    [[nodiscard]] float em() const { return em_; }
    [[nodiscard]] float advance(unsigned codepoint) const { return advances_[codepoint - first]; }
    /// The picture for a pen at `x`, whose whole pixel it moves `x` to.
    [[nodiscard]] const Quad& quad(unsigned codepoint, float& x) const;

private:
    struct Rendered {
        int rect = -1;
        int width = 0;
        int height = 0;
        std::vector<std::uint8_t> pixels;
    };

    float em_ = 0;
    int phases_ = 1;
    std::array<float, count> advances_{};
    std::vector<Quad> quads_;         // by letter, then phase
    std::vector<Rendered> rendered_;  // the same, until they are painted
};

}  // namespace coroscope::viz
