// What students write is in any script; the window's fonts have to draw it.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "lessons/sandbox/listing.hpp"
#include "tests/panels/bench.hpp"
#include "viz/model/code_point.hpp"
#include "viz/panels/field.hpp"

namespace coroscope::viz {

namespace {

constexpr std::string_view scripts[] = {"café naïve señor Größe Łódź",
                                        "Привет, мир",
                                        "Γειά σου",
                                        "你好，世界！協程",
                                        "こんにちは カタカナ",
                                        "안녕하세요",
                                        "→ ⇒ ← ↔",
                                        "─│┌┐└┘├┤┬┴┼═║╔╗",
                                        "€ £ ¥ ₽",
                                        "π ≈ ∑ √ ∞ ≤ ≠ ∈ ∀",
                                        "☕ ✓ ✗ ★ ♥"};

// A character of a private plane, which no font has.
constexpr std::string_view nobody = "\U0010FFFD";

std::vector<unsigned> characters_of(std::string_view text) {
    std::vector<unsigned> all;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = code_point_at(text, i);
        all.push_back(c.value);
        i += c.bytes;
    }
    return all;
}

// How many pictures are drawn for that text.
int pictures(Bench& bench, std::string_view text, Face face = Face::mono) {
    TextLog log;
    bench.canvas_frame(
        [&](Canvas& canvas) {
            canvas.text_at({100, 100}, text, {.face = face});
        },
        &log);
    return log.letters.empty() ? 0 : log.letters.front().index_count / 6;
}

}  // namespace

TEST_CASE("every script that students write in has a font, in every face") {
    const Bench bench{{1280, 720}, 1};
    for (const Face face : {Face::ui, Face::semibold, Face::bold, Face::mono}) {
        const SizedFont& font = bench.fonts().at(face, type::body);
        for (const std::string_view text : scripts) {
            for (const unsigned character : characters_of(text)) {
                INFO(std::hex, character);
                CHECK((character < 0x80 || font.others->has(character)));
            }
        }
    }
}

TEST_CASE("emoji beyond the first 65,536 characters are drawn where a font has their outlines") {
    const Bench bench{{1280, 720}, 1};
    const SizedFont& font = bench.fonts().at(Face::mono, type::body);
    CHECK(font.others->has(0x1F389));
    CHECK(font.others->has(0x1F680));
}

TEST_CASE("a character is one picture, also one that no font has, and bytes that are none") {
    Bench bench{{1280, 720}, 1};
    for (const Face face : {Face::ui, Face::mono}) {
        CHECK(pictures(bench, "aé你🎉", face) == 4);
        CHECK(pictures(bench, std::string{nobody} + "x" + std::string{nobody}, face) == 3);
        CHECK(pictures(bench, "x\xFFy", face) == 3);
        CHECK(pictures(bench, "x\xE4\xBDy", face) == 4);
    }
}

TEST_CASE("controls are blanks, not signs of something that is missing") {
    Bench bench{{1280, 720}, 1};
    CHECK(pictures(bench, "a\r") == 1);
    CHECK(pictures(bench, "\x1B[31mred\x1B[0m") == std::string_view{"[31mred[0m"}.size());
    CHECK(pictures(bench, "a\tb\x7F\u0085") == 2);
    CHECK(pictures(bench, "\uFEFFa\u200B") == 1);
}

TEST_CASE("in code, columns stay aligned whatever stands before them") {
    Bench bench{{1280, 720}, 1};
    bench.canvas_frame([](Canvas& canvas) {
        for (const float size : {type::small, type::body, type::heading}) {
            const TextStyle style{.face = Face::mono, .size = size};
            const float column = canvas.text_width("0", style);
            const auto check = [&](std::string_view text) {
                INFO(std::string{text});
                CHECK(canvas.text_width(text, style) ==
                      doctest::Approx(static_cast<float>(cells_of(text)) * column));
            };
            for (const std::string_view text : scripts) {
                check(text);
            }
            check("🎉🚀");
            check(nobody);
            check("e\u0301");
        }
    });
}

TEST_CASE("a name with letters beyond ASCII is coloured as one word") {
    const auto program =
        sandbox::listing_of_python("async def größe(n):\n    print(\"你好\", 任务(n))  # é\n");
    std::vector<std::string> pieces;
    for (const lessons::Line& line : program->python) {
        for (const lessons::Token& token : line.tokens) {
            pieces.emplace_back(token.text);
        }
    }
    for (const char* whole : {"größe", "\"你好\"", "任务"}) {
        INFO(whole);
        CHECK(std::ranges::find(pieces, whole) != pieces.end());
    }
}

TEST_CASE("what no font has takes a room of its own, and its picture is not empty") {
    const Bench bench{{1280, 720}, 1};
    for (const Face face : {Face::ui, Face::mono}) {
        const SizedFont& font = bench.fonts().at(face, type::body);
        const unsigned character = characters_of(nobody).front();
        float x = 10;
        const LatinGlyphs::Quad& quad = font.quad(character, x);
        CHECK_FALSE(quad.empty());
        CHECK(x + quad.max.x - 10 <= font.advance(character));
        CHECK(quad.uv_max.x > quad.uv_min.x);
    }
}

TEST_CASE("what is typed into a field is drawn in its script, in the frame after") {
    Bench bench{{1280, 720}, 1};
    std::string text = "café 茶 Привет";
    bench.canvas_frame([&](Canvas& canvas) {
        text_field(canvas, "field", Rect::sized(100, 100, 300, 40), text, "", false);
    });
    const ImFont& font = *bench.fonts().field_font("");
    for (const unsigned character : characters_of(text)) {
        const ImFontGlyph* glyph = font.FindGlyphNoFallback(static_cast<ImWchar>(character));
        REQUIRE(glyph != nullptr);
        CHECK(glyph->AdvanceX > 0);
        CHECK((character == ' ' || glyph->U1 > glyph->U0));
    }
}

TEST_CASE("new glyphs come into the texture; full, it is emptied and filled with what is seen") {
    ImFontAtlas atlas;
    Fonts fonts{find_fonts()};
    fonts.build(atlas, 1);
    CHECK(fonts.take_patch().has_value());  // empty, and all of it
    CHECK_FALSE(fonts.take_patch().has_value());
    const SizedFont& font = fonts.at(Face::ui, type::title);
    float x = 0;
    const LatinGlyphs::Quad first = font.quad(U'你', x);
    const auto patch = fonts.take_patch();
    REQUIRE(patch.has_value());
    const auto* end = patch->pixels + static_cast<std::ptrdiff_t>(patch->width) * patch->height;
    CHECK(std::any_of(patch->pixels, end, [](std::uint8_t pixel) { return pixel > 0; }));
    CHECK_FALSE(font.quad(U'你', x).empty());
    CHECK_FALSE(fonts.take_patch().has_value());  // drawn once
    const auto fill = [&] {
        unsigned character = 0x4E00;
        for (; character < 0x9F00 && !font.quad(character, x).empty(); ++character) {
        }
        return character;
    };
    const unsigned stopped = fill();
    CHECK(stopped < 0x9F00);         // there is an end to it
    CHECK(stopped - 0x4E00 > 1000);  // after more than a window shows
    CHECK(font.quad(stopped, x).empty());
    fonts.make_room();
    CHECK_FALSE(font.quad(stopped, x).empty());
    CHECK_FALSE(font.quad(U'你', x).empty());
    CHECK(first.max.x == font.quad(U'你', x).max.x);
}

}  // namespace coroscope::viz
