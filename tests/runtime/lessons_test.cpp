// The lessons as the program has them, against the files that they were generated from.

#include "lessons/lessons.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace coroscope::lessons {
namespace {

/// The lines of a file of a lesson, as they stand in the repository.
std::vector<std::string> lines_of_file(const Lesson& lesson, const std::string& name) {
    std::ifstream file{COROSCOPE_SOURCE_DIR "/lessons/" + std::string{lesson.slug} + "/" + name};
    REQUIRE(file.is_open());
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// A line without its marks, and without the Python line that it is tied to.
std::string without_marks(std::string line) {
    for (const char* mark : {"#|", "//|", "// py:"}) {
        line = line.substr(0, line.find(mark));
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string joined(std::span<const Line> lines) {
    std::string source;
    for (const Line& line : lines) {
        source += std::string{line.text} + "\n";
    }
    return source;
}

/// Calls the function with each listing of each combination: its lesson, its lines, its file's
/// name.
template <class Function>
void for_each_listing(Function function) {
    for (const Lesson& lesson : all()) {
        for (const Program& program : lesson.programs) {
            CAPTURE(lesson.slug);
            function(lesson, program.python, "lesson.py");
            function(lesson, program.cpp, "lesson.cpp");
        }
    }
}

TEST_CASE("a lesson is found by its number, its slug and the slug's own word") {
    REQUIRE_FALSE(all().empty());
    for (const Lesson& lesson : all()) {
        CHECK(find(std::to_string(lesson.number)) == &lesson);
        CHECK(find(lesson.slug) == &lesson);
        CHECK(find(lesson.slug.substr(3)) == &lesson);
    }
    CHECK(find("") == nullptr);
    CHECK(find("0") == nullptr);
    CHECK(find("no such lesson") == nullptr);
}

TEST_CASE("lessons come by rising number, with a title and a text in both languages") {
    CHECK(std::ranges::is_sorted(all(), std::less_equal<>{}, &Lesson::number));
    for (const Lesson& lesson : all()) {
        CHECK(std::stoi(std::string{lesson.slug}) == lesson.number);
        for (auto [title, text] : {std::pair{lesson.title_en, lesson.text_en},
                                   std::pair{lesson.title_zh, lesson.text_zh}}) {
            CHECK_FALSE(title.empty());
            CHECK(text.starts_with("# " + std::string{title} + "\n"));
            CHECK(text.find("\n## ") != text.npos);
            CHECK(text.find("<!--") == text.npos);
        }
    }
}

TEST_CASE("every combination of choices is a program of its own, the defaults first") {
    for (const Lesson& lesson : all()) {
        CAPTURE(lesson.slug);
        std::size_t combinations = 1;
        for (const Variant& variant : lesson.variants) {
            CHECK(variant.choices.size() >= 2);
            combinations *= variant.choices.size();
        }
        std::set<std::string> seen;
        std::set<void (*)()> runs;
        for (const Program& program : lesson.programs) {
            REQUIRE(program.choices.size() == lesson.variants.size());
            std::string key;
            for (std::size_t i = 0; i < program.choices.size(); ++i) {
                CHECK(program.choices[i].name == lesson.variants[i].name);
                CHECK(std::ranges::count(lesson.variants[i].choices, program.choices[i].choice) ==
                      1);
                key += std::string{program.choices[i].choice} + " ";
            }
            seen.insert(key);
            runs.insert(program.run);
        }
        CHECK(lesson.programs.size() == combinations);
        CHECK(seen.size() == combinations);
        CHECK(runs.size() == combinations);
        for (std::size_t i = 0; i < lesson.variants.size(); ++i) {
            CHECK(lesson.programs[0].choices[i].choice == lesson.variants[i].choices[0]);
        }
    }
}

TEST_CASE("a listing has as many lines in each combination as its file") {
    for_each_listing([](const Lesson& lesson, std::span<const Line> lines, const char* file) {
        CHECK(lines.size() == lines_of_file(lesson, file).size());
    });
}

TEST_CASE("no shown line has a mark") {
    for_each_listing([](const Lesson&, std::span<const Line> lines, const char*) {
        for (const Line& line : lines) {
            CHECK(line.text == without_marks(std::string{line.text}));
        }
    });
}

TEST_CASE("the default combination is the file as it stands, less the marks") {
    for (const Lesson& lesson : all()) {
        for (auto [name, lines] : {std::pair{"lesson.py", lesson.programs[0].python},
                                   std::pair{"lesson.cpp", lesson.programs[0].cpp}}) {
            const std::vector<std::string> file = lines_of_file(lesson, name);
            for (std::size_t i = 0; i < file.size(); ++i) {
                CHECK(lines[i].text == without_marks(file[i]));
            }
        }
    }
}

TEST_CASE("a source is its shown lines") {
    for (const Lesson& lesson : all()) {
        for (const Program& program : lesson.programs) {
            // What it imports of ours may stand before it, so that the file runs anywhere.
            CHECK(program.python_source.ends_with(joined(program.python)));
            CHECK(program.cpp_source == joined(program.cpp));
        }
    }
}

TEST_CASE("the coloured pieces of a line are its text") {
    for_each_listing([](const Lesson&, std::span<const Line> lines, const char*) {
        for (const Line& line : lines) {
            std::string text;
            for (const Token& token : line.tokens) {
                text += token.text;
            }
            CHECK(text == line.text);
        }
    });
}

TEST_CASE("a C++ line belongs to a line of the Python listing that is not blank") {
    for (const Lesson& lesson : all()) {
        for (const Program& program : lesson.programs) {
            std::size_t tied = 0;
            for (const Line& line : program.cpp) {
                if (line.python_line != 0) {
                    ++tied;
                    REQUIRE(line.python_line <= static_cast<int>(program.python.size()));
                    CHECK_FALSE(program.python[line.python_line - 1].text.empty());
                }
            }
            CHECK(tied > 0);
        }
    }
}

TEST_CASE("exactly the lines that some choice replaces are said to vary") {
    for (const Lesson& lesson : all()) {
        for (auto listing : {&Program::python, &Program::cpp}) {
            const std::span<const Line> first = lesson.programs[0].*listing;
            for (std::size_t i = 0; i < first.size(); ++i) {
                const bool differs =
                    std::ranges::any_of(lesson.programs, [&](const Program& program) {
                        return (program.*listing)[i].text != first[i].text;
                    });
                CHECK(first[i].varies == differs);
            }
        }
    }
}

}  // namespace
}  // namespace coroscope::lessons
