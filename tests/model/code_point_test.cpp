#include "viz/model/code_point.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace coroscope::viz {

namespace {

std::vector<unsigned> characters_of(std::string_view text) {
    std::vector<unsigned> all;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = code_point_at(text, i);
        all.push_back(c.value);
        i += c.bytes;
    }
    return all;
}

}  // namespace

TEST_CASE("text of any script is read as its characters, also beyond the first 65,536") {
    CHECK(characters_of("aé你🎉") == std::vector<unsigned>{'a', 0xE9, 0x4F60, 0x1F389});
}

TEST_CASE("what is no UTF-8 becomes replacement characters, and nothing after it is lost") {
    constexpr unsigned no = replacement_character;
    CHECK(characters_of("a\xFF"
                        "b") == std::vector<unsigned>{'a', no, 'b'});
    CHECK(characters_of("\xE4\xBD") == std::vector<unsigned>{no, no});  // cut off
    CHECK(characters_of("\xC3(") == std::vector<unsigned>{no, '('});    // not continued
    CHECK(characters_of("\xC0\xAF") == std::vector<unsigned>{no});      // too long for a slash
    CHECK(characters_of("\xED\xA0\x80!") == std::vector<unsigned>{no, '!'});  // half a pair
    CHECK(characters_of("\xF8\x88\x80\x80") == std::vector<unsigned>{no, no, no, no});
}

TEST_CASE("a character written as UTF-8 is read again as itself") {
    for (const unsigned character : {0x41U, 0xE9U, 0x4F60U, 0x1F389U, 0x10FFFFU}) {
        std::string text;
        append_utf8(text, character);
        CHECK(characters_of(text) == std::vector<unsigned>{character});
    }
}

TEST_CASE("characters take as many cells as in a terminal") {
    CHECK(cells_of("café Größe Привет π≈€→─✓") == 24);
    CHECK(cells_of("你好，世界") == 10);
    CHECK(cells_of("日本 かな 한국어") == 4 + 1 + 4 + 1 + 6);
    CHECK(cells_of("☕🎉") == 4);
    CHECK(cells_of("e\u0301") == 1);             // an accent of its own
    CHECK(cells_of("\u2764\uFE0F\u200B") == 1);  // with what only chooses its looks
}

TEST_CASE("a tab goes to the next eighth cell, whatever stands before it") {
    CHECK(with_blanks_for_tabs("a\tb") == "a       b");
    CHECK(with_blanks_for_tabs("你好\tb") == "你好    b");
    CHECK(with_blanks_for_tabs("12345678\t\tb") == "12345678" + std::string(16, ' ') + "b");
    CHECK(with_blanks_for_tabs("no tab") == "no tab");
}

}  // namespace coroscope::viz
