#include "viz/panels/strings.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "lessons/lessons.hpp"
#include "tests/panels/bench.hpp"
#include "viz/model/code_point.hpp"
#include "viz/model/phrases.hpp"

namespace coroscope::viz {

namespace {

// The characters of `text` that no font has for that face.
std::string missing_in(const SizedFont& font, std::string_view text) {
    std::string missing;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = code_point_at(text, i);
        if (c.value >= 0x80 && !font.others->has(c.value)) {
            missing += text.substr(i, c.bytes);
        }
        i += c.bytes;
    }
    return missing;
}

long holes_in(std::string_view text) { return std::count(text.begin(), text.end(), '{'); }

}  // namespace

TEST_CASE("every string of the window has an English and a Chinese text with the same holes") {
    CHECK(all_strings().size() == string_count);
    for (const StringPair& pair : all_strings()) {
        INFO(pair.english);
        CHECK(std::string_view{pair.english}.size() > 0);
        CHECK(std::string_view{pair.chinese}.size() > 0);
        CHECK(holes_in(pair.english) == holes_in(pair.chinese));
    }
    for (const Phrase& phrase : all_phrases()) {
        INFO(phrase.english);
        CHECK(std::string_view{phrase.english}.size() > 0);
        CHECK(std::string_view{phrase.chinese}.size() > 0);
        CHECK(holes_in(phrase.english) == holes_in(phrase.chinese));
    }
}

TEST_CASE("every character of the strings and the lessons has a glyph in the text faces") {
    const Bench bench{{1280, 720}, 1};
    for (const Face face : {Face::ui, Face::semibold, Face::bold}) {
        const SizedFont& font = bench.fonts().at(face, type::body);
        for (const StringPair& pair : all_strings()) {
            CHECK(missing_in(font, pair.english) == "");
            CHECK(missing_in(font, pair.chinese) == "");
        }
        for (const Phrase& phrase : all_phrases()) {
            CHECK(missing_in(font, phrase.chinese) == "");
        }
        for (const lessons::Lesson& lesson : lessons::all()) {
            CHECK(missing_in(font, lesson.text_en) == "");
            CHECK(missing_in(font, lesson.text_zh) == "");
            CHECK(missing_in(font, lesson.title_zh) == "");
        }
    }
}

TEST_CASE("every character of the listings has a glyph in the mono face") {
    const Bench bench{{1280, 720}, 1};
    for (const float size : {type::small, type::body}) {
        const SizedFont& font = bench.fonts().at(Face::mono, size);
        for (const lessons::Lesson& lesson : lessons::all()) {
            for (const lessons::Program& program : lesson.programs) {
                CHECK(missing_in(font, program.python_source) == "");
                CHECK(missing_in(font, program.cpp_source) == "");
            }
        }
    }
}

TEST_CASE("a character that no font has is missing: the check above can fail") {
    const Bench bench{{1280, 720}, 1};
    const SizedFont& font = bench.fonts().at(Face::ui, type::body);
    CHECK(missing_in(font, "龘\U0010FFFD") == "\U0010FFFD");
}

}  // namespace coroscope::viz
