// A font's file in memory and FreeType's view of it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

// FreeType's own names for what FT_Library and FT_Face point to.
struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace coroscope::viz {

struct FontFile {
    const unsigned char* bytes = nullptr;
    std::size_t size = 0;
};
using FontBytes = std::shared_ptr<const FontFile>;

/// Maps the file, not reads it: of the 19 MB of a Chinese font only the glyphs in use are ever
/// touched. Null where it cannot be opened.
FontBytes map_font(const std::string& path);

/// A face of a file, opened by FreeType; the bytes must outlive it.
class OpenFace {
public:
    OpenFace(const FontFile& file, int index);
    OpenFace(const OpenFace&) = delete;
    OpenFace& operator=(const OpenFace&) = delete;
    ~OpenFace();

    /// Null where FreeType cannot read it.
    [[nodiscard]] FT_FaceRec_* get() const { return face_; }
    /// Height of ascender and descender together, in parts of the em.
    [[nodiscard]] float height_per_em() const;
    /// The character's advance in parts of the em; negative where the face does not have it.
    [[nodiscard]] float advance_per_em(unsigned codepoint) const;

private:
    FT_LibraryRec_* library_ = nullptr;
    FT_FaceRec_* face_ = nullptr;
};

}  // namespace coroscope::viz
