#include "viz/panels/fonts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>

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
        {Face::bold, {type::tiny, type::small, type::body, type::heading, type::title}},
        {Face::semibold, {type::tiny, type::small, type::body, type::heading}},  // after bold
        {Face::mono, {type::tiny, 14, type::small, 16, type::body, type::heading}},
    };
    return sizes;
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
    for (const Face face : {Face::ui, Face::semibold, Face::bold}) {
        Source& source = sources_[static_cast<std::size_t>(face)];
        if (source.bytes != nullptr) {
            source.kerning = Kerning{*source.bytes, source.index};
        }
    }
    sources_.push_back(open(files_.chinese));
    sources_.push_back(files_.chinese_bold.path.empty() ? sources_[chinese]
                                                        : open(files_.chinese_bold));
}

Fonts::Source Fonts::open(const FontFiles::File& file) {
    Source source;
    source.index = file.index;
    source.bytes = file.path.empty() ? nullptr : map_font(file.path);
    if (source.bytes == nullptr) {
        return source;
    }
    const OpenFace face{*source.bytes, source.index};
    if (face.get() == nullptr) {
        source.bytes = nullptr;
        return source;
    }
    source.height_per_em = face.height_per_em();
    return source;
}

ImFont* Fonts::add_glyphs(ImFontAtlas& atlas, Face face, float size) {
    const std::size_t order[] = {static_cast<std::size_t>(face),
                                 face == Face::bold ? chinese_bold : chinese};
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
        // The builder cuts fractions off, so that letters would be smaller than their advances.
        config.SizePixels = std::round(size * scale_ * source.height_per_em);
        config.GlyphRanges = ranges.data();
        config.MergeMode = font != nullptr;
        config.EllipsisChar = 0x2026;
        font = atlas.AddFont(&config);
    }
    return font;
}

void Fonts::add(ImFontAtlas& atlas, Face face, float size) {
    SizedFont sized;
    sized.size = size;
    sized.kerning = &source_of(face).kerning;
    // There is one bold Chinese: the half bold face has it from the bold one.
    sized.font = face == Face::semibold ? at(Face::bold, size).font : add_glyphs(atlas, face, size);
    const OpenFace open_face{*source_of(face).bytes, source_of(face).index};
    // From 175 % on a quarter of a pixel is too small to be seen.
    sized.latin.reserve(atlas, open_face, size * scale_, scale_ < 1.75f ? 4 : 1);
    built_[static_cast<std::size_t>(face)].push_back(std::move(sized));
}

void Fonts::set_true_advances(ImFontAtlas& atlas) {
    // The builder rounds advances to whole pixels, which spoils the spacing of small text.
    std::map<std::pair<const void*, int>, std::unique_ptr<OpenFace>> faces;
    const auto face_of = [&](const ImFontConfig& config) -> const OpenFace& {
        std::unique_ptr<OpenFace>& face = faces[{config.FontData, config.FontNo}];
        if (face == nullptr) {
            face = std::make_unique<OpenFace>(
                FontFile{static_cast<const unsigned char*>(config.FontData),
                         static_cast<std::size_t>(config.FontDataSize)},
                config.FontNo);
        }
        return *face;
    };
    for (ImFont* font : atlas.Fonts) {
        for (ImFontGlyph& glyph : font->Glyphs) {
            for (int i = 0; i < font->ConfigDataCount; ++i) {
                const ImFontConfig& config = font->ConfigData[i];
                const OpenFace& face = face_of(config);
                if (const float advance = face.advance_per_em(glyph.Codepoint); advance >= 0) {
                    glyph.AdvanceX = advance * config.SizePixels / face.height_per_em();
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
    for (std::vector<SizedFont>& face : built_) {
        for (SizedFont& each : face) {
            each.latin.paint(atlas);
        }
    }
}

const SizedFont& Fonts::at(Face face, float size) const {
    const std::vector<SizedFont>& built = built_[static_cast<std::size_t>(face)];
    return *std::min_element(built.begin(), built.end(),
                             [&](const SizedFont& a, const SizedFont& b) {
                                 return std::abs(a.size - size) < std::abs(b.size - size);
                             });
}

}  // namespace coroscope::viz
