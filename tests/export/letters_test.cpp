// Letters of any script in a picture, which is drawn without a display.
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "viz/export/raster.hpp"
#include "viz/export/studio.hpp"
#include "viz/export/svg_text.hpp"

namespace coroscope::viz {

namespace {

const Rect place{{100, 100}, {300, 140}};

Drawing drawing_of(Studio& studio, std::string_view text) {
    return studio.frame({.size = {400, 300}}, [&](const FrameMeans& means) {
        Canvas canvas{*ImGui::GetForegroundDrawList(),
                      means.fonts,
                      theme(ThemeName::dark),
                      means.patterns,
                      means.scale,
                      means.log};
        canvas.text(place, text, {.face = Face::mono, .size = type::heading});
    });
}

Image picture_of(Studio& studio, std::string_view text) {
    return rasterise(drawing_of(studio, text));
}

// How many of the place's pixels are brighter than half.
int bright(const Image& image) {
    int count = 0;
    for (int y = static_cast<int>(place.min.y); y < static_cast<int>(place.max.y); ++y) {
        for (int x = static_cast<int>(place.min.x); x < static_cast<int>(place.max.x); ++x) {
            count +=
                image.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                           static_cast<std::size_t>(x)) *
                          3] > 128
                    ? 1
                    : 0;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("a picture has the letters of every script, also those that come late") {
    Studio studio;
    CHECK(bright(picture_of(studio, "")) == 0);
    for (const std::string_view text :
         {"é", "Привет", "你好，世界", "こんにちは", "한국어", "π ≈ € →", "☕ 🎉", "\U0010FFFD"}) {
        INFO(std::string{text});
        const Image image = picture_of(studio, text);
        CHECK(bright(image) > 15);
        CHECK(image == picture_of(studio, text));  // once more, the same
    }
}

TEST_CASE("text in a file for browsers is well formed, whatever a program wrote") {
    CHECK(svg::escaped("é<你> & 🎉\x1B[0m\r\n") == "é&lt;你&gt; &amp; 🎉[0m\n");
    CHECK(svg::escaped("x\xFF") == "x\uFFFD");
}

TEST_CASE("a picture that was made before keeps its letters when others come") {
    Studio studio;
    const Drawing early = drawing_of(studio, "你好");
    const Image before = rasterise(early);
    drawing_of(studio, "世界Привет");
    CHECK(rasterise(early) == before);
}

}  // namespace coroscope::viz
