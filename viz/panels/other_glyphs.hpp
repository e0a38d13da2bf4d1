// The glyphs of one face and size beyond printable ASCII: whatever a text holds. Each is drawn when
// it is first needed, into the atlas's strip.
//
// In a face for code every character takes whole cells, so that columns stay aligned. What no font
// has is one box as wide as the character would be; controls are blanks.
//
// Thread rule: the window's thread.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <unordered_map>

#include "viz/panels/glyph_strip.hpp"
#include "viz/panels/latin_glyphs.hpp"

namespace coroscope::viz {

/// Finds the open face that has a character; null: none has.
using FaceFinder = std::function<const OpenFace*(unsigned character)>;

class OtherGlyphs {
public:
    /// `cell` is the width of a character of code, in pixels; 0: the face is for prose. `phases` as
    /// in LatinGlyphs.
    OtherGlyphs(FaceFinder finder, GlyphStrip& strip, float em, float cell, int phases)
        : finder_(std::move(finder)), strip_(&strip), em_(em), cell_(cell), phases_(phases) {}

    /// How far the pen moves after a character.
    [[nodiscard]] float advance(unsigned character) { return letter(character).advance; }
    /// Its picture for a pen at `x`, which it moves to where the picture's corners count from.
    [[nodiscard]] const LatinGlyphs::Quad& quad(unsigned character, float& x);
    /// True where a font has it.
    [[nodiscard]] bool has(unsigned character) { return letter(character).face != nullptr; }

    /// The strip has been emptied.
    void forget() { letters_.clear(); }

private:
    struct Letter {
        const OpenFace* face = nullptr;
        float em = 0;
        float advance = 0;
        float shift = 0;  ///< of its picture, from the pen
        int cells = 1;
        std::array<std::optional<LatinGlyphs::Quad>, 4> quads{};  ///< by phase, once drawn
    };

    Letter& letter(unsigned character);
    [[nodiscard]] Letter made(unsigned character);
    [[nodiscard]] float blank();
    [[nodiscard]] LatinGlyphs::Quad drawn(unsigned character, const Letter& letter, int phase);
    [[nodiscard]] LatinGlyphs::Quad box(const Letter& letter);

    FaceFinder finder_;
    GlyphStrip* strip_;
    float em_;
    float cell_;
    int phases_;
    std::unordered_map<unsigned, Letter> letters_;
};

}  // namespace coroscope::viz
