#include "viz/export/palette.hpp"

#include <doctest/doctest.h>

namespace coroscope::viz {

namespace {

Image picture_of(const std::vector<Rgb>& colours) {
    Image image{static_cast<int>(colours.size()), 1, {}};
    for (const Rgb& colour : colours) {
        image.rgb.insert(image.rgb.end(), colour.begin(), colour.end());
    }
    return image;
}

}  // namespace

TEST_CASE("few colours are kept as they are, however rare") {
    std::vector<Rgb> colours(5000, Rgb{17, 18, 20});
    for (int i = 0; i < 200; ++i) {
        colours.push_back({static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(255 - i), 90});
    }
    const std::vector<Image> pictures{picture_of(colours)};
    Palette palette{pictures};
    CHECK(palette.colours().size() == 201);
    for (const Rgb& colour : colours) {
        CHECK(palette.colours()[palette.nearest(colour)] == colour);
    }
}

TEST_CASE("of many colours each has one near it, and what fills the picture is exact") {
    std::vector<Rgb> colours(100000, Rgb{20, 22, 26});
    for (int red = 0; red < 256; red += 8) {
        for (int green = 0; green < 256; green += 8) {
            for (int blue = 0; blue < 256; blue += 16) {
                colours.push_back({static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(green),
                                   static_cast<std::uint8_t>(blue)});
            }
        }
    }
    const std::vector<Image> pictures{picture_of(colours)};
    Palette palette{pictures};
    CHECK(palette.colours().size() == Palette::most);
    CHECK(palette.colours()[palette.nearest({20, 22, 26})] == Rgb{20, 22, 26});
    int farthest = 0;
    for (const Rgb& colour : colours) {
        const Rgb& near = palette.colours()[palette.nearest(colour)];
        for (std::size_t i = 0; i < 3; ++i) {
            farthest = std::max(farthest, std::abs(colour[i] - near[i]));
        }
    }
    CHECK(farthest < 56);
}

}  // namespace coroscope::viz
