#include "lessons/sandbox/listing.hpp"

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "lessons/sandbox/colour.hpp"
#include "lessons/sandbox/source.hpp"

namespace coroscope::sandbox {
namespace {

using lessons::Line;
using lessons::Token;

/// One listing: its texts, which the pieces and the lines refer to.
struct Side {
    std::vector<std::string> texts;
    std::vector<std::vector<Token>> pieces;
    std::vector<Line> lines;
    std::string source;

    void colour(SourceLanguage language) {
        pieces = coloured(texts, language);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            lines.push_back({.text = texts[i], .tokens = pieces[i]});
        }
    }
};

struct Listings {
    Side python;
    Side cpp;
    lessons::Program program{};
};

}  // namespace

namespace {

/// The lines of a text file as they are shown: blanks for tabs, as Python counts them.
std::vector<std::string> lines_of(const std::string& source) {
    constexpr std::size_t tab = 8;
    std::vector<std::string> lines;
    std::istringstream in{source};
    for (std::string line; std::getline(in, line);) {
        std::string& shown = lines.emplace_back();
        for (const char character : line) {
            if (character == '\t') {
                shown.append(tab - shown.size() % tab, ' ');
            } else if (character != '\r') {
                shown += character;
            }
        }
    }
    return lines;
}

}  // namespace

bool is_sandbox(const lessons::Lesson& lesson) { return lesson.slug.ends_with("_sandbox"); }

std::shared_ptr<const lessons::Program> listing(const Program& program) {
    Source source = sandbox::source(program);
    const auto all = std::make_shared<Listings>();
    all->python.source = source.python_text();
    all->cpp.source = source.cpp_text();
    all->python.texts = std::move(source.python);
    all->python.colour(SourceLanguage::python);
    for (CppLine& line : source.cpp) {
        all->cpp.texts.push_back(std::move(line.text));
    }
    all->cpp.colour(SourceLanguage::cpp);
    for (std::size_t i = 0; i < source.cpp.size(); ++i) {
        all->cpp.lines[i].python_line = source.cpp[i].python_line;
    }
    all->program = {.choices = {},
                    .run = nullptr,
                    .python = all->python.lines,
                    .cpp = all->cpp.lines,
                    .python_source = all->python.source,
                    .cpp_source = all->cpp.source};
    return {all, &all->program};
}

std::shared_ptr<const lessons::Program> listing_of_python(const std::string& source) {
    const auto all = std::make_shared<Listings>();
    all->python.source = source;
    all->python.texts = lines_of(source);
    all->python.colour(SourceLanguage::python);
    all->program.python = all->python.lines;
    all->program.python_source = all->python.source;
    return {all, &all->program};
}

}  // namespace coroscope::sandbox
