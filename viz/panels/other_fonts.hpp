// The system's fonts for characters that the window's own do not have: symbols, emoji, other
// scripts. Fontconfig is asked once, when the first such character comes.
//
// Thread rule: the window's thread.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "viz/panels/font_file.hpp"

namespace coroscope::viz {

class OtherFonts {
public:
    OtherFonts();
    OtherFonts(OtherFonts&&) noexcept;
    ~OtherFonts();

    /// A font with outlines that has the character, the one most like the window's text; null where
    /// none is installed.
    const OpenFace* with(unsigned character);

private:
    struct Installed;
    struct Opened {
        FontBytes bytes;
        std::unique_ptr<OpenFace> face;
    };

    const OpenFace* open(int number);

    std::unique_ptr<Installed> installed_;  // all fonts, by likeness
    std::map<int, Opened> opened_;          // by their number among those
};

}  // namespace coroscope::viz
