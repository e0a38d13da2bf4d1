#include "viz/export/handout.hpp"

#include <fmt/format.h>

#include "viz/export/handout_style.hpp"
#include "viz/export/handout_text.hpp"
#include "viz/export/html_text.hpp"
#include "viz/export/svg.hpp"
#include "viz/export/svg_text.hpp"
#include "viz/export/timeline_picture.hpp"
#include "viz/panels/scene.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

namespace {

using svg::escaped;

// As wide as an A4 page holds with letters that are still read.
constexpr float timeline_width = 940;

// The choices of the run that are not the lesson's defaults go without saying.
std::string variants_text(const Take& take) {
    std::string text;
    for (const lessons::Choice& choice : take.program->choices) {
        text += text.empty() ? "" : " · ";
        text += choice_label(choice.name, choice.choice);
    }
    return text;
}

std::string section(std::string_view heading, const std::string& content) {
    return fmt::format("<section>\n<h2>{}</h2>\n{}</section>\n", escaped(heading), content);
}

}  // namespace

std::string handout(const Take& take, const InStudio& studio) {
    const Language language = take.view.language;
    const bool chinese = language == Language::chinese;
    const lessons::Lesson& lesson = *take.lesson;
    const auto word = [&](Str id) { return tr(language, id); };
    const std::string_view name = chinese ? lesson.title_zh : lesson.title_en;
    // What is no lesson has no number.
    const std::string title =
        lesson.number != 0 ? fmt::format("{} {}", lesson.number, name) : std::string{name};
    const Drawing timeline =
        studio([&](Studio& own) { return timeline_picture(own, take, timeline_width); });
    const SvgWords words{
        .title = word(Str::timeline), .description = title, .language = chinese ? "zh-CN" : "en"};

    std::string page = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n"
        "</head>\n<body>\n<header>\n<h1>{}</h1>\n<p>{}</p>\n</header>\n",
        words.language, escaped(title), handout_style(theme(take.view.theme)), escaped(title),
        escaped(variants_text(take)));
    page += handout_steps(lesson, language);
    page += section(word(Str::timeline),
                    fmt::format("<figure>\n{}</figure>\n", svg_of(timeline, words, 1, "t")));
    page += section(word(Str::console), html::console(*take.film, take.view.language));
    for (const auto& [language_name, lines] :
         {std::pair{"Python", take.program->python}, std::pair{"C++", take.program->cpp}}) {
        if (!lines.empty()) {
            page += section(language_name, html::listing(lines));
        }
    }
    if (const std::string questions = handout_questions(lesson, language); !questions.empty()) {
        page += section(word(Str::questions), questions);
        page += section(word(Str::answers), handout_answers(lesson, language));
    }
    page += "<footer>coroscope</footer>\n</body>\n</html>\n";
    return page;
}

}  // namespace coroscope::viz
