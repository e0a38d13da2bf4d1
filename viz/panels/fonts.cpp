#include "viz/panels/fonts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include <fcntl.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include FT_FREETYPE_H
#include <imgui/imgui_freetype.h>

namespace coroscope::viz {

namespace {

constexpr std::size_t chinese = face_count;
constexpr std::size_t chinese_bold = face_count + 1;

// What is built of each face, in design pixels.
struct Sizes {
    Face face;
    std::vector<float> sizes;
};
const std::vector<Sizes>& sizes_to_build() {
    static const std::vector<Sizes> sizes{
        {Face::ui, {type::tiny, type::small, type::body, type::heading}},
        {Face::semibold, {type::tiny, type::small, type::body, type::heading}},
        {Face::bold, {type::body, type::heading, type::title}},
        {Face::mono, {type::tiny, 14, type::small, 16, type::body}},
    };
    return sizes;
}

// FreeType's library and one face of a file in memory.
class OpenFace {
public:
    OpenFace(const void* data, std::size_t size, int index) {
        if (FT_Init_FreeType(&library_) != 0) {
            throw std::runtime_error("FreeType does not start");
        }
        const auto* bytes = static_cast<const FT_Byte*>(data);
        if (FT_New_Memory_Face(library_, bytes, static_cast<FT_Long>(size), index, &face_) != 0) {
            face_ = nullptr;
        }
    }
    OpenFace(const OpenFace&) = delete;
    OpenFace& operator=(const OpenFace&) = delete;
    ~OpenFace() {
        if (face_ != nullptr) {
            FT_Done_Face(face_);
        }
        FT_Done_FreeType(library_);
    }
    [[nodiscard]] FT_Face get() const { return face_; }

private:
    FT_Library library_ = nullptr;
    FT_Face face_ = nullptr;
};

// Mapped, not read: of the 19 MB of a Chinese font only the glyphs in use are ever touched.
FontBytes map_bytes(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about {};
    if (file < 0 || ::fstat(file, &about) != 0 || about.st_size == 0) {
        if (file >= 0) {
            ::close(file);
        }
        return nullptr;
    }
    const auto size = static_cast<std::size_t>(about.st_size);
    void* start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (start == MAP_FAILED) {
        return nullptr;
    }
    const auto* bytes = static_cast<const unsigned char*>(start);
    return {new FontFile{bytes, size}, [](const FontFile* mapped) {
                ::munmap(const_cast<unsigned char*>(mapped->bytes), mapped->size);
                delete mapped;
            }};
}

std::vector<ImWchar> ranges_of(const std::u32string& characters) {
    ImFontGlyphRangesBuilder builder;
    for (ImWchar c = 0x20; c < 0x7F; ++c) {
        builder.AddChar(c);
    }
    builder.AddChar(0x2026);
    builder.AddChar(0xFFFD);
    for (const char32_t c : characters) {
        if (c >= 0x20 && c <= 0xFFFF) {
            builder.AddChar(static_cast<ImWchar>(c));
        }
    }
    ImVector<ImWchar> ranges;
    builder.BuildRanges(&ranges);
    return {ranges.begin(), ranges.end()};
}

}  // namespace

Fonts::Fonts(FontFiles files, const std::u32string& prose, const std::u32string& code)
    : files_(std::move(files)), prose_ranges_(ranges_of(prose)), code_ranges_(ranges_of(code)) {
    for (const FontFiles::File& file : files_.latin) {
        sources_.push_back(open(file));
    }
    sources_.push_back(open(files_.chinese));
    sources_.push_back(files_.chinese_bold.path.empty() ? sources_[chinese]
                                                        : open(files_.chinese_bold));
}

Fonts::Source Fonts::open(const FontFiles::File& file) {
    Source source;
    if (file.path.empty()) {
        return source;
    }
    source.bytes = map_bytes(file.path);
    source.index = file.index;
    if (source.bytes == nullptr) {
        return source;
    }
    const OpenFace face{source.bytes->bytes, source.bytes->size, source.index};
    if (face.get() == nullptr) {
        source.bytes = nullptr;
        return source;
    }
    const auto units = static_cast<float>(face.get()->units_per_EM);
    source.height_per_em = static_cast<float>(face.get()->ascender - face.get()->descender) / units;
    return source;
}

void Fonts::add(ImFontAtlas& atlas, Face face, float size) {
    const bool heavy = face == Face::semibold || face == Face::bold;
    const std::size_t order[] = {static_cast<std::size_t>(face), heavy ? chinese_bold : chinese};
    const std::vector<ImWchar>& ranges = face == Face::mono ? code_ranges_ : prose_ranges_;
    ImFont* font = nullptr;
    for (const std::size_t number : order) {
        const Source& source = sources_[number];
        if (source.bytes == nullptr) {
            continue;
        }
        ImFontConfig config;
        config.FontData = const_cast<unsigned char*>(source.bytes->bytes);
        config.FontDataSize = static_cast<int>(source.bytes->size);
        // With false, AddFont would copy the whole file for every size; `build` sets it back.
        config.FontDataOwnedByAtlas = true;
        config.FontNo = source.index;
        config.OversampleH = config.OversampleV = 1;
        config.SizePixels = size * scale_ * source.height_per_em;
        config.GlyphRanges = ranges.data();
        config.MergeMode = font != nullptr;
        config.EllipsisChar = 0x2026;
        font = atlas.AddFont(&config);
    }
    built_[static_cast<std::size_t>(face)].push_back({size, font});
}

void Fonts::set_true_advances(ImFontAtlas& atlas) {
    // The rasteriser rounds advances to whole pixels, which spoils the spacing of small text.
    std::map<std::pair<const void*, int>, std::unique_ptr<OpenFace>> faces;
    const auto open_face = [&](const ImFontConfig& config) {
        std::unique_ptr<OpenFace>& face = faces[{config.FontData, config.FontNo}];
        if (face == nullptr) {
            const auto size = static_cast<std::size_t>(config.FontDataSize);
            face = std::make_unique<OpenFace>(config.FontData, size, config.FontNo);
        }
        return face->get();
    };
    for (ImFont* font : atlas.Fonts) {
        for (ImFontGlyph& glyph : font->Glyphs) {
            for (int i = 0; i < font->ConfigDataCount; ++i) {
                const ImFontConfig& config = font->ConfigData[i];
                const FT_Face face = open_face(config);
                const FT_UInt index = FT_Get_Char_Index(face, glyph.Codepoint);
                if (index != 0 && FT_Load_Glyph(face, index, FT_LOAD_NO_SCALE) == 0) {
                    const auto height = static_cast<float>(face->ascender - face->descender);
                    const auto units = static_cast<float>(face->glyph->metrics.horiAdvance);
                    glyph.AdvanceX = units * config.SizePixels / height;
                    break;
                }
            }
        }
        font->BuildLookupTable();
    }
}

void Fonts::build(ImFontAtlas& atlas, float scale) {
    const bool has_latin =
        std::all_of(sources_.begin(), sources_.begin() + face_count,
                    [](const Source& source) { return source.bytes != nullptr; });
    if (!has_latin) {
        throw std::runtime_error(
            "no font was found: install one that fontconfig knows, as fonts-dejavu");
    }
    scale_ = scale;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.TexDesiredWidth = scale > 2 ? 4096 : 2048;
    atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
    for (const Sizes& each : sizes_to_build()) {
        built_[static_cast<std::size_t>(each.face)].clear();
        for (const float size : each.sizes) {
            add(atlas, each.face, size);
        }
    }
    const bool built = atlas.Build();
    for (ImFontConfig& config : atlas.ConfigData) {
        config.FontDataOwnedByAtlas = false;
    }
    if (!built) {
        throw std::runtime_error("the font atlas could not be built");
    }
    set_true_advances(atlas);
}

ImFont* Fonts::font(Face face, float size) const {
    ImFont* nearest = nullptr;
    float gap = std::numeric_limits<float>::max();
    for (const Built& each : built_[static_cast<std::size_t>(face)]) {
        if (std::abs(each.size - size) < gap) {
            gap = std::abs(each.size - size);
            nearest = each.font;
        }
    }
    return nearest;
}

}  // namespace coroscope::viz
