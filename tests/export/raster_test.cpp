#include "viz/export/raster.hpp"

#include <array>

#include <doctest/doctest.h>

namespace coroscope::viz {

namespace {

// A drawing without letters: an atlas that is white all over, and one tile that repeats.
Drawing blank(float width, float height) {
    auto textures = std::make_shared<Textures>();
    textures->all.push_back({1, 1, {255}});
    textures->all.push_back({2, 1, {255, 0}});
    textures->period = 2;
    Drawing drawing;
    drawing.size = {width, height};
    drawing.ground = IM_COL32(0, 0, 0, 255);
    drawing.textures = std::move(textures);
    return drawing;
}

void add(Drawing& drawing, const std::vector<ImDrawVert>& corners, std::size_t texture = 0) {
    const auto first = static_cast<std::uint32_t>(drawing.vertices.size());
    drawing.vertices.insert(drawing.vertices.end(), corners.begin(), corners.end());
    drawing.pieces.push_back({{{0, 0}, drawing.size}, texture, drawing.indices.size(), 0});
    for (std::uint32_t i = 2; i < corners.size(); ++i) {
        for (const std::uint32_t index : {0u, i - 1, i}) {
            drawing.indices.push_back(first + index);
        }
        drawing.pieces.back().count += 3;
    }
}

// Red at a pixel.
int red(const Image& image, int x, int y) {
    return image.rgb[static_cast<std::size_t>((y * image.width + x) * 3)];
}

constexpr ImU32 half_white = IM_COL32(255, 255, 255, 128);
const ImU32 white = IM_COL32_WHITE;

}  // namespace

TEST_CASE("triangles that share an edge paint each of its pixels once") {
    // Five half transparent triangles around a point: a seam would be darker or brighter.
    Drawing drawing = blank(40, 30);
    const std::array<ImVec2, 6> rim{{{0, 0}, {40, 0}, {40, 30}, {17.3f, 30}, {0, 30}, {0, 0}}};
    for (std::size_t i = 0; i + 1 < rim.size(); ++i) {
        add(drawing, {{{13.7f, 11.2f}, {}, half_white},
                      {rim[i], {}, half_white},
                      {rim[i + 1], {}, half_white}});
    }
    const Image image = rasterise(drawing);
    for (int y = 0; y < 30; ++y) {
        for (int x = 0; x < 40; ++x) {
            CHECK(red(image, x, y) == 128);
        }
    }
}

TEST_CASE("a box covers the pixels whose centres it covers, whichever way round it is drawn") {
    for (const bool reversed : {false, true}) {
        Drawing drawing = blank(8, 8);
        std::vector<ImDrawVert> corners{{{2, 3}, {}, white},
                                        {{5, 3}, {}, white},
                                        {{5, 6.4f}, {}, white},
                                        {{2, 6.4f}, {}, white}};
        if (reversed) {
            std::ranges::reverse(corners);
        }
        add(drawing, corners);
        const Image image = rasterise(drawing);
        for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 8; ++x) {
                CHECK((red(image, x, y) == 255) == (x >= 2 && x < 5 && y >= 3 && y < 6));
            }
        }
    }
}

TEST_CASE("what lies outside of the clip or the sheet is not painted") {
    Drawing drawing = blank(6, 6);
    add(drawing, {{{-50, -50}, {}, white}, {{90, -50}, {}, white}, {{-50, 90}, {}, white}});
    drawing.pieces.back().clip = {{1, 2}, {4, 5}};
    const Image image = rasterise(drawing);
    for (int y = 0; y < 6; ++y) {
        for (int x = 0; x < 6; ++x) {
            CHECK((red(image, x, y) == 255) == (x >= 1 && x < 4 && y >= 2 && y < 5));
        }
    }
}

TEST_CASE("colours change evenly between corners") {
    Drawing drawing = blank(101, 1);
    const ImU32 black = IM_COL32(0, 0, 0, 255);
    add(drawing, {{{0.5f, 0}, {}, black},
                  {{100.5f, 0}, {}, white},
                  {{100.5f, 1}, {}, white},
                  {{0.5f, 1}, {}, black}});
    const Image image = rasterise(drawing);
    for (int x = 1; x < 100; ++x) {
        CHECK(std::abs(red(image, x, 0) - x * 255 / 100) <= 1);
    }
}

TEST_CASE("a tile repeats over the box that it fills, texel for pixel") {
    Drawing drawing = blank(9, 2);
    add(drawing,
        {{{0, 0}, {0, 0}, white},
         {{9, 0}, {4.5f, 0}, white},
         {{9, 2}, {4.5f, 2}, white},
         {{0, 2}, {0, 2}, white}},
        1);
    const Image image = rasterise(drawing);
    for (int x = 0; x < 9; ++x) {
        CHECK(red(image, x, 0) == (x % 2 == 0 ? 255 : 0));
    }
}

}  // namespace coroscope::viz
