#include "viz/panels/characters.hpp"

#include "lessons/lessons.hpp"
#include "viz/model/phrases.hpp"
#include "viz/panels/line_break.hpp"
#include "viz/panels/margin_notes.hpp"
#include "viz/panels/markdown.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

// Written by panels beside the strings of strings.cpp.
constexpr std::string_view symbols = "·×→←↑↓±…–—“”‘’✓";

void add_listings(std::u32string& known) {
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (const lessons::Program& program : lesson.programs) {
            add_characters(known, program.python_source);
            add_characters(known, program.cpp_source);
        }
    }
}

}  // namespace

void add_characters(std::u32string& known, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = code_point_at(text, i);
        i += c.bytes;
        const auto character = static_cast<char32_t>(c.value);
        if (c.value >= 0x80 && known.find(character) == std::u32string::npos) {
            known += character;
        }
    }
}

std::u32string prose_characters() {
    std::u32string known;
    add_characters(known, symbols);
    for (const StringPair& pair : all_strings()) {
        add_characters(known, pair.english);
        add_characters(known, pair.chinese);
    }
    for (const Phrase& phrase : all_phrases()) {
        add_characters(known, phrase.english);
        add_characters(known, phrase.chinese);
    }
    for (const MarginNote& note : all_margin_notes()) {
        add_characters(known, note.english);
        add_characters(known, note.chinese);
    }
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (const std::string_view text :
             {lesson.title_en, lesson.title_zh, lesson.text_en, lesson.text_zh}) {
            add_characters(known, text);
        }
    }
    add_listings(known);
    return known;
}

std::u32string code_characters() {
    std::u32string known;
    add_characters(known, symbols);
    add_listings(known);
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (const std::string_view text : {lesson.text_en, lesson.text_zh}) {
            for (const Block& block : parse_markdown(text)) {
                for (const Run& run : block.runs) {
                    if (run.style == RunStyle::code || block.kind == BlockKind::code) {
                        add_characters(known, run.text);
                    }
                }
            }
        }
    }
    return known;
}

}  // namespace coroscope::viz
