// Where the system keeps the fonts: one question to fontconfig for each face.
#include <array>

#include <fontconfig/fontconfig.h>

#include "viz/panels/fonts.hpp"

namespace coroscope::viz {

namespace {

struct Wish {
    std::array<const char*, 3> families;  ///< the first that is there
    int weight = FC_WEIGHT_REGULAR;
    const char* language = "en";  ///< else fontconfig prefers fonts for the locale's language
    FcChar32 must_have = 'a';     ///< a character without which the answer is refused
};

FontFiles::File ask(FcConfig* config, const Wish& wish) {
    FcPattern* pattern = FcPatternCreate();
    for (const char* family : wish.families) {
        FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
    }
    FcPatternAddInteger(pattern, FC_WEIGHT, wish.weight);
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcPatternAddString(pattern, FC_LANG, reinterpret_cast<const FcChar8*>(wish.language));
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
            FcPatternGetCharSet(match, FC_CHARSET, 0, &characters) != FcResultMatch ||
            FcCharSetHasChar(characters, wish.must_have) == FcFalse;
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
    const std::array sans{"Inter", "DejaVu Sans", "sans-serif"};
    const std::array mono{"JetBrains Mono", "DejaVu Sans Mono", "monospace"};
    const std::array cjk{"Noto Sans CJK SC", "Noto Sans SC", "sans-serif"};
    const auto ask_chinese = [&](int weight) {
        return ask(config,
                   {.families = cjk, .weight = weight, .language = "zh-cn", .must_have = han});
    };
    latin(Face::ui) = ask(config, {.families = sans});
    latin(Face::semibold) = ask(config, {.families = sans, .weight = FC_WEIGHT_DEMIBOLD});
    latin(Face::bold) = ask(config, {.families = sans, .weight = FC_WEIGHT_BOLD});
    latin(Face::mono) = ask(config, {.families = mono});
    files.chinese = ask_chinese(FC_WEIGHT_REGULAR);
    files.chinese_bold = ask_chinese(FC_WEIGHT_BOLD);
    FcConfigDestroy(config);
    return files;
}

}  // namespace coroscope::viz
