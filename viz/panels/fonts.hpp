// The faces and sizes of the window's text. Sizes are CSS sizes in design pixels at 1920×1080; the
// atlas is built for one scale and built anew when the scale changes.
//
// Thread rule: the window's thread. Invariant: after a successful build `at` always has an answer;
// a size that was not built gives the nearest one that was.
#pragma once

#include <string>
#include <vector>

#include <imgui/imgui.h>

#include "viz/panels/font_file.hpp"
#include "viz/panels/latin_glyphs.hpp"

namespace coroscope::viz {

enum class Face : unsigned char { ui, semibold, bold, mono };
inline constexpr int face_count = 4;

/// The sizes that are built, in design pixels.
namespace type {
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

/// A face at a size: printable ASCII drawn by us, everything else by Dear ImGui's builder.
struct SizedFont {
    float size = 0;  ///< design pixels
    ImFont* font = nullptr;
    LatinGlyphs latin;
    const Kerning* kerning = nullptr;

    /// How far the pen moves after a character.
    [[nodiscard]] float advance(unsigned codepoint) const {
        return LatinGlyphs::has(codepoint)
                   ? latin.advance(codepoint)
                   : font->FindGlyph(static_cast<ImWchar>(codepoint))->AdvanceX;
    }
    /// What is added between two characters (mostly negative).
    [[nodiscard]] float kern(unsigned left, unsigned right) const {
        return kerning->between(left, right) * latin.em();
    }
};

class Fonts {
public:
    /// Reads the files. `prose` and `code` are the characters that occur in texts and in listings;
    /// printable ASCII is always there.
    Fonts(FontFiles files, const std::u32string& prose, const std::u32string& code);

    /// Fills `atlas` for that scale; the caller uploads its texture. Throws std::runtime_error
    /// where not even a Latin font is there.
    void build(ImFontAtlas& atlas, float scale);

    /// The built font of that face nearest to that design size.
    [[nodiscard]] const SizedFont& at(Face face, float size) const;

    /// The scale of the last build.
    [[nodiscard]] float scale() const { return scale_; }

    /// Without a Chinese font the window speaks English.
    [[nodiscard]] bool has_chinese() const { return !files_.chinese.path.empty(); }

private:
    struct Source {
        FontBytes bytes;
        int index = 0;
        float height_per_em = 1.2f;  ///< ascent minus descent, as the rasteriser counts sizes
        Kerning kerning;
    };

    static Source open(const FontFiles::File& file);
    [[nodiscard]] const Source& source_of(Face face) const {
        return sources_[static_cast<std::size_t>(face)];
    }
    void add(ImFontAtlas& atlas, Face face, float size);
    ImFont* add_glyphs(ImFontAtlas& atlas, Face face, float size);
    static void set_true_advances(ImFontAtlas& atlas);

    FontFiles files_;
    std::vector<Source> sources_;  ///< the faces, then Chinese and bold Chinese
    std::vector<ImWchar> prose_ranges_;
    std::vector<ImWchar> code_ranges_;
    std::vector<SizedFont> built_[face_count];
    float scale_ = 1;
};

}  // namespace coroscope::viz
