#include "viz/panels/other_fonts.hpp"

#include <string>

#include <fontconfig/fontconfig.h>

namespace coroscope::viz {

namespace {

// Null where fontconfig does not answer.
FcFontSet* all_fonts() {
    FcConfig* config = FcInitLoadConfigAndFonts();
    if (config == nullptr) {
        return nullptr;
    }
    FcPattern* pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif"));
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddInteger(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    FcConfigSubstitute(config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result = FcResultMatch;
    FcFontSet* sorted = FcFontSort(config, pattern, FcFalse, nullptr, &result);
    FcPatternDestroy(pattern);
    FcConfigDestroy(config);
    return sorted;
}

// Pictures in colour cannot be drawn in the colour of the text.
bool has_outlines(FcPattern* font) {
    FcBool outlines = FcFalse;
    FcBool coloured = FcFalse;
    FcPatternGetBool(font, FC_OUTLINE, 0, &outlines);
    FcPatternGetBool(font, FC_COLOR, 0, &coloured);
    return outlines == FcTrue && coloured != FcTrue;
}

bool has(FcPattern* font, unsigned character) {
    FcCharSet* characters = nullptr;
    return FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) == FcResultMatch &&
           FcCharSetHasChar(characters, character) == FcTrue;
}

}  // namespace

struct OtherFonts::Installed {
    Installed() = default;
    Installed(const Installed&) = delete;
    Installed& operator=(const Installed&) = delete;
    ~Installed() {
        if (sorted != nullptr) {
            FcFontSetDestroy(sorted);
        }
    }
    FcFontSet* sorted = all_fonts();
};

OtherFonts::OtherFonts() = default;
OtherFonts::OtherFonts(OtherFonts&&) noexcept = default;
OtherFonts::~OtherFonts() = default;

const OpenFace* OtherFonts::with(unsigned character) {
    if (installed_ == nullptr) {
        installed_ = std::make_unique<Installed>();
    }
    const FcFontSet* sorted = installed_->sorted;
    for (int i = 0; sorted != nullptr && i < sorted->nfont; ++i) {
        FcPattern* font = sorted->fonts[i];
        if (has(font, character) && has_outlines(font)) {
            const OpenFace* face = open(i);
            // The file may have gone since fontconfig saw it.
            if (face != nullptr && face->advance_per_em(character) >= 0) {
                return face;
            }
        }
    }
    return nullptr;
}

const OpenFace* OtherFonts::open(int number) {
    Opened& opened = opened_[number];
    if (opened.face == nullptr) {
        FcPattern* font = installed_->sorted->fonts[number];
        FcChar8* path = nullptr;
        int index = 0;
        FcPatternGetInteger(font, FC_INDEX, 0, &index);
        if (FcPatternGetString(font, FC_FILE, 0, &path) == FcResultMatch) {
            opened.bytes = map_font(reinterpret_cast<const char*>(path));
        }
        if (opened.bytes == nullptr) {
            return nullptr;
        }
        // The upper half names an instance of a variable font.
        opened.face = std::make_unique<OpenFace>(*opened.bytes, index & 0xFFFF);
    }
    return opened.face->get() != nullptr ? opened.face.get() : nullptr;
}

}  // namespace coroscope::viz
