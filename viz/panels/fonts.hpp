// The faces and sizes of the window's text. Sizes are CSS sizes in design pixels at 1920×1080; the
// atlas is built for one scale and built anew when the scale changes.
//
// Thread rule: the window's thread. Invariant: `font` never returns null after a successful build;
// a size that was not built gives the nearest one that was.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <imgui/imgui.h>

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

/// A font's file in memory.
struct FontFile {
    const unsigned char* bytes = nullptr;
    std::size_t size = 0;
};
using FontBytes = std::shared_ptr<const FontFile>;

class Fonts {
public:
    /// Reads the files. `prose` and `code` are the characters that occur in texts and in listings;
    /// printable ASCII is always there.
    Fonts(FontFiles files, const std::u32string& prose, const std::u32string& code);

    /// Fills `atlas` for that scale; the caller uploads its texture. Throws std::runtime_error
    /// where not even a Latin font is there.
    void build(ImFontAtlas& atlas, float scale);

    /// The built font of that face nearest to that design size.
    [[nodiscard]] ImFont* font(Face face, float size) const;

    /// The scale of the last build.
    [[nodiscard]] float scale() const { return scale_; }

    /// Without a Chinese font the window speaks English.
    [[nodiscard]] bool has_chinese() const { return !files_.chinese.path.empty(); }

private:
    struct Built {
        float size = 0;
        ImFont* font = nullptr;
    };
    struct Source {
        FontBytes bytes;
        int index = 0;
        float height_per_em = 1.2f;  ///< ascent minus descent, as the rasteriser counts sizes
    };

    static Source open(const FontFiles::File& file);
    void add(ImFontAtlas& atlas, Face face, float size);
    static void set_true_advances(ImFontAtlas& atlas);

    FontFiles files_;
    std::vector<Source> sources_;  ///< the faces, then Chinese and bold Chinese
    std::vector<ImWchar> prose_ranges_;
    std::vector<ImWchar> code_ranges_;
    std::vector<Built> built_[face_count];
    float scale_ = 1;
};

}  // namespace coroscope::viz
