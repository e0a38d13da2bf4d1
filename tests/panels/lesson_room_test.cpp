// The lesson's text and the room that it has: its page fits the run on screen or says that it does
// not, and what it does not need is the listing's.
#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/panels/lesson_parts.hpp"

namespace coroscope::viz {

namespace {

using lessons::PartKind;

TextLog seen(Bench& bench, App& app) {
    bench.frame(app);
    TextLog log;
    bench.frame(app, &log);
    return log;
}

bool shows(const TextLog& log, std::string_view text) {
    return std::ranges::any_of(log.texts, [&](const TextRecord& record) {
        return record.text.find(text) != std::string::npos;
    });
}

void choose(App& app, std::string_view name, std::string_view choice) {
    app.handle(SetVariant{std::string{name}, std::string{choice}});
    if (app.running_anew()) wait_for_run(app);
}

}  // namespace

TEST_CASE("with another variant comes a page that fits it") {
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(4);
    CHECK(shows(seen(bench, *app), "Three tasks, none begins"));
    choose(*app, "collect", "one_by_one");
    CHECK(shows(seen(bench, *app), "One after the other"));
    CHECK_FALSE(shows(seen(bench, *app), "Not in this run"));
    choose(*app, "collect", "gather");
    CHECK(shows(seen(bench, *app), "Three tasks, none begins"));
}

TEST_CASE("a page about a moment that this run has not got says so, and leads to one that has") {
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(4);
    choose(*app, "sleep", "blocking");
    choose(*app, "collect", "one_by_one");  // no page is about that
    TextLog log = seen(bench, *app);
    REQUIRE(shows(log, "Three tasks, none begins"));
    app->handle(SetLanguage{Language::chinese});
    CHECK(shows(seen(bench, *app), "这次运行没有这一刻"));
    app->handle(SetLanguage{Language::english});
    bench.click(*app, place_of(log, "Not in this run"));
    wait_for_run(*app);
    bench.frame(*app);
    log = seen(bench, *app);
    CHECK(shows(log, "Three tasks, none begins"));
    CHECK_FALSE(shows(log, "Not in this run"));
    CHECK(app->view().playback.position > 0);
}

TEST_CASE("in every variant of every lesson the page fits the run, or says that it does not") {
    Bench bench{{1280, 720}, 1};
    Bench hall{{1280, 720}, 1, true};
    int missing = 0;
    for (const lessons::Lesson& lesson : lessons::all()) {
        const auto app = app_with_lesson(lesson.number);
        for (const lessons::Program& program : lesson.programs) {
            for (const lessons::Choice& each : program.choices)
                choose(*app, each.name, each.choice);
            const std::vector<std::size_t> beats = part_beats(lesson, app->film());
            const auto shown = static_cast<std::size_t>(app->view().part);
            const bool lacks = shown < lesson.parts.size() && !lesson.parts[shown].at.empty() &&
                               lesson.parts[shown].kind == PartKind::step && beats[shown] == 0;
            CAPTURE(lesson.number);
            CAPTURE(shown);
            CHECK(shows(seen(bench, *app), "Not in this run") == lacks);
            app->handle(Present{true});
            CHECK(shows(seen(hall, *app), "Not in this run:") == lacks);
            app->handle(Present{false});
            missing += lacks ? 1 : 0;
        }
    }
    CHECK(missing > 0);
}

TEST_CASE("where two runs are compared in a small window a misconception still has its name") {
    Bench bench{{1280, 720}, 1};
    for (const Language language : {Language::english, Language::chinese})
        for (const lessons::Lesson& lesson : lessons::all()) {
            const auto app = app_with_lesson(lesson.number, language);
            app->handle(ToggleCompare{});
            bench.frame(*app);
            if (!app->view().rival.empty()) wait_for_run(*app);
            const std::vector<std::size_t> beats = part_beats(lesson, app->film());
            for (std::size_t part = 0; part < lesson.parts.size(); ++part) {
                if (lesson.parts[part].kind != PartKind::myth || beats[part] == 0) continue;
                app->handle(Seek{static_cast<double>(beats[part])});
                CAPTURE(lesson.number);
                CAPTURE(part);
                CHECK(shows(seen(bench, *app), tr(language, Str::myth_busted)));
            }
        }
}

TEST_CASE("what the text does not need is the listing's, which stands still as pages are turned") {
    Bench bench{{1920, 1080}, 1};
    for (const lessons::Lesson& lesson : lessons::all()) {
        if (lesson.number == 9) continue;  // built, not read
        for (const Language language : {Language::english, Language::chinese}) {
            const auto app = app_with_lesson(lesson.number, language);
            std::set<std::pair<float, float>> places;  // of the first line: its top, its letters
            for (int part = 0; part < page_count(lesson); ++part) {
                app->handle(ShowPart{part});
                for (const bool answered : {false, true}) {
                    if (answered) app->handle(AnswerQuestion{0});
                    const TextLog log = seen(bench, *app);
                    const auto first = std::ranges::find(log.texts, "import", &TextRecord::text);
                    REQUIRE(first != log.texts.end());
                    places.insert({first->rect.min.y, first->rect.height()});
                }
            }
            CAPTURE(lesson.number);
            CHECK(places.size() == 1);
            // Its English pages need their room.
            const bool shares = lesson.number == 1 && language == Language::chinese;
            if (shares) CHECK(places.begin()->second > 15);
        }
    }
}

}  // namespace coroscope::viz
