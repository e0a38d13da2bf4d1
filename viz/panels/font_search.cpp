// Where the system keeps the fonts: one question to fontconfig for each face.
#include <fontconfig/fontconfig.h>

#include "viz/panels/fonts.hpp"

namespace coroscope::viz {

namespace {

struct Wish {
    const char* family;
    int weight;
    int spacing = FC_PROPORTIONAL;
    const char* language = nullptr;
    FcChar32 must_have = 0;  ///< a character without which the answer is refused
};

FontFiles::File ask(FcConfig* config, const Wish& wish) {
    FcPattern* pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(wish.family));
    FcPatternAddInteger(pattern, FC_WEIGHT, wish.weight);
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    if (wish.spacing != FC_PROPORTIONAL) {
        FcPatternAddInteger(pattern, FC_SPACING, wish.spacing);
    }
    if (wish.language != nullptr) {
        FcPatternAddString(pattern, FC_LANG, reinterpret_cast<const FcChar8*>(wish.language));
    }
    FcConfigSubstitute(config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result = FcResultMatch;
    FcPattern* match = FcFontMatch(config, pattern, &result);
    FontFiles::File file;
    if (match != nullptr) {
        FcChar8* path = nullptr;
        FcCharSet* characters = nullptr;
        const bool has_path = FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch;
        FcPatternGetInteger(match, FC_INDEX, 0, &file.index);
        file.index &= 0xFFFF;  // the upper half names an instance of a variable font
        const bool refused =
            wish.must_have != 0 &&
            (FcPatternGetCharSet(match, FC_CHARSET, 0, &characters) != FcResultMatch ||
             FcCharSetHasChar(characters, wish.must_have) == FcFalse);
        if (has_path && !refused) {
            file.path = reinterpret_cast<const char*>(path);
        }
        FcPatternDestroy(match);
    }
    FcPatternDestroy(pattern);
    return file;
}

}  // namespace

FontFiles find_fonts() {
    FontFiles files;
    FcConfig* config = FcInitLoadConfigAndFonts();
    if (config == nullptr) {
        return files;
    }
    constexpr FcChar32 han = 0x534F;  // 协, which only a font with simplified Chinese has
    const auto latin = [&](Face face) -> FontFiles::File& {
        return files.latin[static_cast<std::size_t>(face)];
    };
    latin(Face::ui) = ask(config, {.family = "Inter", .weight = FC_WEIGHT_REGULAR, .must_have = 'a'});
    latin(Face::semibold) =
        ask(config, {.family = "Inter", .weight = FC_WEIGHT_DEMIBOLD, .must_have = 'a'});
    latin(Face::bold) = ask(config, {.family = "Inter", .weight = FC_WEIGHT_BOLD, .must_have = 'a'});
    latin(Face::mono) = ask(config, {.family = "JetBrains Mono",
                                     .weight = FC_WEIGHT_REGULAR,
                                     .spacing = FC_MONO,
                                     .must_have = 'a'});
    files.chinese = ask(config, {.family = "Noto Sans CJK SC",
                                 .weight = FC_WEIGHT_REGULAR,
                                 .language = "zh-cn",
                                 .must_have = han});
    files.chinese_bold = ask(config, {.family = "Noto Sans CJK SC",
                                      .weight = FC_WEIGHT_BOLD,
                                      .language = "zh-cn",
                                      .must_have = han});
    FcConfigDestroy(config);
    return files;
}

}  // namespace coroscope::viz
