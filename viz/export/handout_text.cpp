#include "viz/export/handout_text.hpp"

#include <fmt/format.h>

#include "viz/export/html_text.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

using lessons::Part;
using lessons::PartKind;

namespace {

// Calls `write` with each question and its number.
template <class Write>
std::string of_questions(const lessons::Lesson& lesson, const Write& write) {
    std::string markdown;
    int number = 0;
    for (const Part& part : lesson.parts) {
        if (part.kind == PartKind::question) {
            markdown += write(part, ++number);
        }
    }
    return html::markdown(markdown);
}

}  // namespace

std::string handout_steps(const lessons::Lesson& lesson, Language language) {
    std::string markdown;
    for (const Part& part : lesson.parts) {
        if (part.kind == PartKind::step || part.kind == PartKind::try_this) {
            markdown +=
                fmt::format("## {}{}\n\n{}\n\n",
                            part.kind == PartKind::try_this ? tr(language, Str::try_this) : "",
                            in(language, part.heading), in(language, part.text));
        }
    }
    return html::markdown(markdown);
}

std::string handout_questions(const lessons::Lesson& lesson, Language language) {
    return of_questions(lesson, [&](const Part& part, int number) {
        std::string markdown = fmt::format("**{}.** {}\n\n", number, in(language, part.heading));
        for (const lessons::Option& option : part.options) {
            markdown += fmt::format("- ☐ {}\n", in(language, option.text));
        }
        return markdown + "\n";
    });
}

std::string handout_answers(const lessons::Lesson& lesson, Language language) {
    return of_questions(lesson, [&](const Part& part, int number) {
        std::string right;
        for (const lessons::Option& option : part.options) {
            right += option.right ? in(language, option.text) : std::string_view{};
        }
        return fmt::format("**{}.** ☑ {}\n\n{}\n\n", number, right, in(language, part.text));
    });
}

}  // namespace coroscope::viz
