// The faces and sizes of the window's text. Sizes are CSS sizes in design pixels at 1920×1080; the
// atlas is built for one scale and built anew when the scale changes. Printable ASCII is in it from
// the beginning; every other character comes into it when it is first drawn, so that a program's
// text can be in any script that the system has a font for.
//
// Thread rule: the window's thread. Invariant: after a successful build `at` always has an answer;
// a size that was not built gives the nearest one that was.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imgui/imgui.h>

#include "viz/panels/font_file.hpp"
#include "viz/panels/glyph_strip.hpp"
#include "viz/panels/latin_glyphs.hpp"
#include "viz/panels/other_fonts.hpp"
#include "viz/panels/other_glyphs.hpp"

namespace coroscope::viz {

enum class Face : unsigned char { ui, semibold, bold, mono };
inline constexpr int face_count = 4;

/// The sizes that are built, in design pixels.
namespace type {
inline constexpr float least = 12;  // of what would be cut else
inline constexpr float tiny = 13;
inline constexpr float small = 15;
inline constexpr float body = 17;
inline constexpr float heading = 20;
inline constexpr float title = 26;
}  // namespace type

/// Where the fonts were found; an empty path means that there is none.
struct FontFiles {
    struct File {
        std::string path;
        int index = 0;
    };
    File latin[face_count];
    File chinese;  ///< Noto Sans CJK SC, or what else has Chinese
    File chinese_bold;
};

/// Asks fontconfig for Inter, Noto Sans CJK SC and JetBrains Mono, or what comes nearest.
FontFiles find_fonts();

/// A face at a size.
struct SizedFont {
    float size = 0;  ///< design pixels
    LatinGlyphs latin;
    std::unique_ptr<OtherGlyphs> others;  ///< grow as they are asked for
    const Kerning* kerning = nullptr;

    /// How far the pen moves after a character.
    [[nodiscard]] float advance(unsigned character) const {
        return LatinGlyphs::has(character) ? latin.advance(character) : others->advance(character);
    }
    /// Its picture for a pen at `x`, which it moves to where the picture's corners count from.
    [[nodiscard]] const LatinGlyphs::Quad& quad(unsigned character, float& x) const {
        return LatinGlyphs::has(character) ? latin.quad(character, x) : others->quad(character, x);
    }
    /// What is added between two characters (mostly negative).
    [[nodiscard]] float kern(unsigned left, unsigned right) const {
        return kerning->between(left, right) * latin.em();
    }
};

class Fonts {
public:
    /// Reads the files.
    explicit Fonts(FontFiles files);
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    /// Fills `atlas` for that scale; the caller uploads its texture. Throws std::runtime_error
    /// where not even a Latin font is there.
    void build(ImFontAtlas& atlas, float scale);

    /// The built font of that face nearest to that design size.
    [[nodiscard]] const SizedFont& at(Face face, float size) const;

    /// What Dear ImGui's own fields are written in; it has the glyphs of `text` after this call.
    [[nodiscard]] ImFont* field_font(std::string_view text) const;

    /// Before a frame: where there was no more room for new glyphs in the last one, all of them are
    /// forgotten, to be drawn anew as they are needed.
    void make_room();
    /// After a frame: what has been added to the atlas's texture since the last call.
    std::optional<GlyphStrip::Patch> take_patch() { return strip_.take_patch(); }

    /// The scale of the last build.
    [[nodiscard]] float scale() const { return scale_; }

    /// Without a Chinese font the window speaks English.
    [[nodiscard]] bool has_chinese() const { return !files_.chinese.path.empty(); }

private:
    struct Source {
        FontBytes bytes;
        int index = 0;
        std::unique_ptr<OpenFace> face;
        Kerning kerning;
    };

    static Source open(const FontFiles::File& file);
    [[nodiscard]] const Source& source_of(Face face) const {
        return sources_[static_cast<std::size_t>(face)];
    }
    const OpenFace* face_with(Face face, unsigned character);
    void add(ImFontAtlas& atlas, Face face, float size);
    void add_field_font(ImFontAtlas& atlas);
    void set_true_advances();

    FontFiles files_;
    std::vector<Source> sources_;  ///< the faces, then Chinese and bold Chinese
    OtherFonts other_fonts_;
    GlyphStrip strip_;
    std::vector<SizedFont> built_[face_count];
    ImFont* field_font_ = nullptr;
    int field_glyphs_ = 0;  ///< that it was built with
    float scale_ = 1;
};

}  // namespace coroscope::viz
