#include "viz/panels/fonts.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include <imgui/imgui_freetype.h>

#include "viz/model/code_point.hpp"

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
        {Face::ui, {type::least, type::tiny, type::small, type::body, type::heading, type::title}},
        {Face::bold, {type::tiny, type::small, type::body, type::heading, type::title}},
        {Face::semibold, {type::tiny, type::small, type::body, type::heading, type::title}},
        {Face::mono, {type::tiny, 14, type::small, 16, type::body, type::heading, type::title}},
    };
    return sizes;
}

constexpr float field_size = type::small;

}  // namespace

Fonts::Fonts(FontFiles files) : files_(std::move(files)) {
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
    sources_.push_back(open(files_.chinese_bold));
}

Fonts::Source Fonts::open(const FontFiles::File& file) {
    Source source;
    source.index = file.index;
    source.bytes = file.path.empty() ? nullptr : map_font(file.path);
    if (source.bytes != nullptr) {
        source.face = std::make_unique<OpenFace>(*source.bytes, source.index);
        if (source.face->get() == nullptr) {
            return {};
        }
    }
    return source;
}

const OpenFace* Fonts::face_with(Face face, unsigned character) {
    const bool heavy = face == Face::bold || face == Face::semibold;
    for (const std::size_t number :
         {static_cast<std::size_t>(face), heavy ? chinese_bold : chinese, chinese}) {
        const OpenFace* own = sources_[number].face.get();
        if (own != nullptr && own->advance_per_em(character) >= 0) {
            return own;
        }
    }
    return other_fonts_.with(character);
}

void Fonts::add(ImFontAtlas& atlas, Face face, float size) {
    // From 175 % on a quarter of a pixel is too small to be seen.
    const int phases = scale_ < 1.75f ? 4 : 1;
    SizedFont sized;
    sized.size = size;
    sized.kerning = &source_of(face).kerning;
    sized.latin.reserve(atlas, *source_of(face).face, size * scale_, phases);
    const float cell = face == Face::mono ? sized.latin.advance('0') : 0;
    sized.others = std::make_unique<OtherGlyphs>(
        [this, face](unsigned character) { return face_with(face, character); }, strip_,
        sized.latin.em(), cell, phases);
    built_[static_cast<std::size_t>(face)].push_back(std::move(sized));
}

void Fonts::add_field_font(ImFontAtlas& atlas) {
    static constexpr ImWchar ascii[] = {LatinGlyphs::first, LatinGlyphs::last, 0};
    const Source& source = source_of(Face::ui);
    ImFontConfig config;
    config.FontData = const_cast<unsigned char*>(source.bytes->bytes);
    config.FontDataSize = static_cast<int>(source.bytes->size);
    // With false, AddFont would copy the whole file; `build` sets it back.
    config.FontDataOwnedByAtlas = true;
    config.FontNo = source.index;
    config.OversampleH = config.OversampleV = 1;
    // The builder cuts fractions off, so that letters would be smaller than their advances.
    config.SizePixels = std::round(field_size * scale_ * source.face->height_per_em());
    config.GlyphRanges = ascii;
    field_font_ = atlas.AddFont(&config);
}

void Fonts::set_true_advances() {
    // The builder rounds advances to whole pixels, which spoils the spacing of small text.
    const OpenFace& face = *source_of(Face::ui).face;
    const float em = field_font_->ConfigData->SizePixels / face.height_per_em();
    for (ImFontGlyph& glyph : field_font_->Glyphs) {
        if (const float advance = face.advance_per_em(glyph.Codepoint); advance >= 0) {
            glyph.AdvanceX = advance * em;
        }
    }
    field_font_->BuildLookupTable();
    field_glyphs_ = field_font_->Glyphs.Size;
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
    strip_.reserve(atlas, scale);
    add_field_font(atlas);
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
    strip_.begin(atlas);
    set_true_advances();
    for (std::vector<SizedFont>& face : built_) {
        for (SizedFont& each : face) {
            each.latin.paint(atlas);
        }
    }
}

ImFont* Fonts::field_font(std::string_view text) const {
    const SizedFont& letters = at(Face::ui, field_size);
    // Dear ImGui draws from the line's top, with the baseline at a whole pixel.
    const float baseline = std::round(field_font_->Ascent);
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = code_point_at(text, i);
        i += c.bytes;
        const auto character = static_cast<ImWchar>(c.value);
        if (c.value < 0x80 || c.value > IM_UNICODE_CODEPOINT_MAX ||
            field_font_->FindGlyphNoFallback(character) != nullptr) {
            continue;
        }
        float x = 0;
        const LatinGlyphs::Quad& quad = letters.quad(c.value, x);
        field_font_->AddGlyph(nullptr, character, quad.min.x + x, quad.min.y + baseline,
                              quad.max.x + x, quad.max.y + baseline, quad.uv_min.x, quad.uv_min.y,
                              quad.uv_max.x, quad.uv_max.y, letters.advance(c.value));
        field_font_->BuildLookupTable();
    }
    return field_font_;
}

void Fonts::make_room() {
    if (!strip_.full()) {
        return;
    }
    strip_.clear();
    for (std::vector<SizedFont>& face : built_) {
        for (SizedFont& each : face) {
            each.others->forget();
        }
    }
    field_font_->Glyphs.resize(field_glyphs_);
    field_font_->BuildLookupTable();
}

const SizedFont& Fonts::at(Face face, float size) const {
    const std::vector<SizedFont>& built = built_[static_cast<std::size_t>(face)];
    return *std::min_element(built.begin(), built.end(),
                             [&](const SizedFont& a, const SizedFont& b) {
                                 return std::abs(a.size - size) < std::abs(b.size - size);
                             });
}

}  // namespace coroscope::viz
