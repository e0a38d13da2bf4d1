#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"

namespace coroscope::viz {

namespace {

// The app as one sees it: what is written on its last frame.
TextLog seen(Bench& bench, App& app) {
    bench.frame(app);
    TextLog log;
    bench.frame(app, &log);
    std::erase_if(log.texts, [](const TextRecord& text) {
        return !text.clip.contains(text.rect.centre());  // scrolled out of sight
    });
    return log;
}

bool shows(const TextLog& log, std::string_view text) {
    for (const TextRecord& record : log.texts) {
        if (record.text.find(text) != std::string::npos) {
            return true;
        }
    }
    return false;
}

void settle(App& app) {
    for (int i = 0; i < 600 && app.needs_animation(); ++i) {
        app.advance(0.05);
    }
}

}  // namespace

TEST_CASE("at first the lowest lesson plays") {
    const auto app = app_with_lesson(0);
    CHECK(app->title().find("coroscope") == 0);
    App fresh{{}, true, 1, [] {}};
    CHECK(fresh.view().playback.playing);
    CHECK(fresh.title() == app->title());
}

TEST_CASE("an unknown lesson is a usage error that says what to do") {
    CHECK_THROWS_AS((App{{.lesson = 77}, true, 1, [] {}}), UsageError);
}

TEST_CASE("a click on play starts, a click on pause stops") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    bench.click(*app, place_of(seen(bench, *app), "play"));
    CHECK(app->view().playback.playing);
    bench.click(*app, place_of(seen(bench, *app), "pause"));
    CHECK_FALSE(app->view().playback.playing);
}

TEST_CASE("a click on the scrubber goes there, and dragging follows the mouse") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    const Layout layout = make_layout({1920, 1080}, bench.scale(), false);
    const float y = layout.transport.centre().y;
    bench.frame(*app);
    bench.click(*app, {800, y});
    const double first = app->view().playback.position;
    CHECK(first > 0);
    bench.move_mouse({800, y});
    bench.frame(*app);
    bench.press_mouse(true);
    bench.frame(*app);
    bench.move_mouse({1000, y});
    bench.frame(*app);
    CHECK(app->view().playback.position > first);
    bench.press_mouse(false);
    bench.frame(*app);
    CHECK_FALSE(app->view().playback.playing);
}

TEST_CASE("End shows all that was printed; a click on a line goes back to when it was") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    CHECK_FALSE(shows(seen(bench, *app), "waited 10"));
    app->handle(KeyPress{Key::end}, 1);
    settle(*app);
    const TextLog log = seen(bench, *app);
    REQUIRE(shows(log, "waited 10"));
    REQUIRE(shows(log, "result: 10"));
    const double end = app->view().playback.position;
    bench.click(*app, place_of(log, "waited 10"));
    CHECK(app->view().playback.position < end);
    const TextLog back = seen(bench, *app);
    CHECK(shows(back, "waited 10"));
    CHECK_FALSE(shows(back, "result: 10"));
}

TEST_CASE("a step forward and a step back end where they began") {
    const auto app = app_with_lesson(3);
    for (int i = 0; i < 5; ++i) {
        app->handle(KeyPress{Key::right}, 1);
    }
    settle(*app);
    CHECK(app->view().playback.position == doctest::Approx(5));
    app->handle(KeyPress{Key::left}, 1);
    settle(*app);
    CHECK(app->view().playback.position == doctest::Approx(4));
}

TEST_CASE("a variant's button runs the program anew with that choice, from the beginning") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    const TextLog before = seen(bench, *app);
    CHECK(shows(before, "await"));
    bench.click(*app, place_of(before, "time.sleep"));
    wait_for_run(*app);
    CHECK(app->view().playback.position == 0);
    app->handle(KeyPress{Key::end}, 1);
    const TextLog after = seen(bench, *app);
    CHECK(shows(after, "time"));
    CHECK(shows(after, "waited 10"));
}

TEST_CASE("a click on the number of a line that varies switches to its other choice") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    const TextLog log = seen(bench, *app);
    // The line of the listing, not the button of the same name.
    const Layout layout = make_layout({1920, 1080}, bench.scale(), false);
    ImVec2 line{0, 0};
    for (const TextRecord& record : log.texts) {
        if (layout.code.contains(record.rect.centre()) && record.text == "await") {
            line = record.rect.centre();
        }
    }
    REQUIRE(line.x > 0);
    bench.click(*app, {layout.code.min.x + 14, line.y});
    wait_for_run(*app);
    const TextLog after = seen(bench, *app);
    for (const TextRecord& record : after.texts) {
        if (layout.code.contains(record.rect.centre())) {
            CHECK(record.text != "await");
        }
    }
}

TEST_CASE("a click on a line of the listing goes to the next time that it runs") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    const TextLog log = seen(bench, *app);
    const Layout layout = make_layout({1920, 1080}, bench.scale(), false);
    ImVec2 line{0, 0};
    for (const TextRecord& record : log.texts) {
        if (layout.code.contains(record.rect.centre()) && record.text == "await") {
            line = record.rect.centre();
        }
    }
    REQUIRE(line.x > 0);
    bench.click(*app, line);
    const double first = app->view().playback.position;
    CHECK(first > 0);
    CHECK(shows(seen(bench, *app), "awaits a sleep"));
    bench.click(*app, line);
    CHECK(app->view().playback.position > first);
}

TEST_CASE("at the program's end the listing stays where it came to: at its last line") {
    Bench bench{{1280, 720}, 1};
    const Rect code = make_layout({1280, 720}, bench.scale(), false).code;
    for (const lessons::Lesson& lesson : lessons::all()) {
        CAPTURE(lesson.number);
        const auto app = app_with_lesson(lesson.number);
        app->handle(SetListing{Listing::python});  // the sandbox shows its chips at first
        app->handle(GoToEnd{});
        settle(*app);
        // All lessons end with the line at the foot of their listing.
        const std::string last = std::to_string(lesson.programs.front().python.size());
        const TextLog log = seen(bench, *app);
        CHECK(std::any_of(log.texts.begin(), log.texts.end(), [&](const TextRecord& record) {
            return record.text == last && code.contains(record.rect.centre()) &&
                   record.rect.centre().x < code.min.x + 60;
        }));
    }
}

TEST_CASE(
    "two empty lines of a listing take no more room than one where its letters grow by that") {
    Bench bench{{1920, 1080}, 1};
    const Rect code = make_layout({1920, 1080}, bench.scale(), false).code;
    for (const auto& [lesson, size] : {std::pair{1, 15.0f}, {5, 17.0f}, {8, 15.0f}}) {
        CAPTURE(lesson);
        const auto app = app_with_lesson(lesson);
        int letters = 0;
        for (const LettersRecord& record : seen(bench, *app).letters) {
            if (record.face != Face::mono || !code.contains(record.baseline)) continue;
            CHECK(record.em >= size * bench.scale());
            ++letters;
        }
        CHECK(letters > 60);
    }
}

TEST_CASE("the chooser opens a lesson, and a click beside it closes it") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    bench.click(*app, place_of(seen(bench, *app), "2 / "));
    REQUIRE(app->view().chooser_open);
    bench.frame(*app);
    bench.click(*app, {1500, 700});
    CHECK_FALSE(app->view().chooser_open);
    app->handle(OpenChooser{true});
    bench.click(*app, place_of(seen(bench, *app), "4   "));
    CHECK_FALSE(app->view().chooser_open);
    CHECK(app->title().find(" 4 ") != std::string::npos);
}

TEST_CASE("a digit opens the lesson of that number; a number without a lesson does nothing") {
    const auto app = app_with_lesson(2);
    app->handle(KeyPress{Key::digit_5}, 1);
    CHECK(app->title().find(" 5 ") != std::string::npos);
    app->handle(KeyPress{Key::digit_9}, 1);
    CHECK(app->title().find(" 9 ") != std::string::npos);
    app->handle(OpenLesson{10});
    CHECK(app->title().find(" 9 ") != std::string::npos);
}

TEST_CASE("every button is reached by Tab and pressed by Enter") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    bench.frame(*app);
    bool played = false;
    for (int i = 0; i < 40 && !played; ++i) {
        app->handle(KeyPress{Key::tab}, 1);
        const bool was_light = app->view().theme == ThemeName::light;
        app->handle(KeyPress{Key::enter}, 1);
        bench.frame(*app);
        played = app->view().playback.playing;
        if (was_light != (app->view().theme == ThemeName::light)) {
            CHECK(app->view().theme == ThemeName::light);
        }
    }
    CHECK(played);
}

TEST_CASE("the window speaks the language that is chosen, and switches both ways") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2, Language::chinese);
    const TextLog chinese = seen(bench, *app);
    CHECK(shows(chinese, "播放"));
    bench.click(*app, place_of(chinese, "EN"));
    const TextLog english = seen(bench, *app);
    CHECK(shows(english, "play"));
    CHECK_FALSE(shows(english, "播放"));
}

TEST_CASE("without a Chinese font the window is English and says why") {
    App app{{.lesson = 2, .language = Language::chinese}, false, 1, [] {}};
    CHECK(app.view().language == Language::english);
    CHECK(app.view().notice.text.find("fonts-noto-cjk") != std::string::npos);
    app.handle(DismissNotice{});
    CHECK(app.view().notice.empty());
    app.handle(SetLanguage{Language::chinese});
    CHECK(app.view().language == Language::english);
    CHECK_FALSE(app.view().notice.empty());
}

TEST_CASE("a notice makes room for itself and can be closed") {
    Bench bench{{1280, 720}, 1};
    App app{{.lesson = 2, .language = Language::chinese}, false, 1, [] {}};
    const TextLog log = seen(bench, app);
    const ImVec2 place = place_of(log, "No Chinese font");
    const Layout layout = make_layout({1280, 720}, bench.scale(), true);
    CHECK(layout.notice.contains(place));
    bench.click(app, {layout.notice.max.x - 24, layout.notice.centre().y});
    CHECK(app.view().notice.empty());
}

TEST_CASE("the map above the scrubber seeks, and where the timeline is zoomed it moves its view") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    const Layout layout = make_layout({1920, 1080}, bench.scale(), false);
    const float y = layout.transport.min.y + 18 * bench.scale();
    bench.frame(*app);
    bench.click(*app, {900, y});
    const double position = app->view().playback.position;
    CHECK(position > 0);
    CHECK(app->view().zoom == 1);

    app->handle(ZoomBy{4});
    const double before = app->view().scroll;
    bench.click(*app, {1250, y});
    CHECK(app->view().zoom == doctest::Approx(4));
    CHECK(app->view().scroll > before);
    CHECK(app->view().playback.position == position);
}

TEST_CASE(
    "the timeline is zoomed, panned and fitted by keyboard, and the playhead stays in sight") {
    const auto app = app_with_lesson(5);
    app->handle(Seek{20});
    for (int i = 0; i < 4; ++i) app->handle(KeyPress{Key::letter_z}, 1);
    const View& view = app->view();
    CHECK(view.zoom > 4);
    const double at = 20.0 / 42;
    CHECK(view.scroll < at);
    CHECK(view.scroll + 1 / view.zoom > at);
    const double scroll = view.scroll;
    app->handle(KeyPress{Key::letter_x}, 1);
    CHECK(view.scroll > scroll);
    app->handle(KeyPress{.key = Key::letter_x, .shift = true}, 1);
    CHECK(view.scroll == doctest::Approx(scroll));
    app->handle(KeyPress{Key::letter_f}, 1);
    CHECK(view.zoom == 1);
    CHECK(view.scroll == 0);
}

TEST_CASE("V goes through the lesson's variants and comes back to the first") {
    const auto app = app_with_lesson(5);
    Bench bench{{1920, 1080}, 1};
    std::vector<std::string> screens;
    for (int i = 0; i < 3; ++i) {
        app->handle(DismissGhost{});
        app->handle(GoToStart{});
        screens.emplace_back();
        for (const TextRecord& text : seen(bench, *app).texts) screens.back() += text.text + "\n";
        app->handle(KeyPress{Key::letter_v}, 1);
        wait_for_run(*app);
    }
    CHECK(screens[1] != screens[0]);
    CHECK(screens[2] == screens[0]);
}

TEST_CASE("the events list is narrowed by its chips, and all of it comes back") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    app->handle(ShowSide{SideTab::events});
    CHECK(shows(seen(bench, *app), "loop_new"));
    bench.click(*app, place_of(seen(bench, *app), "output"));
    CHECK_FALSE(shows(seen(bench, *app), "loop_new"));
    CHECK(shows(seen(bench, *app), "print"));
    bench.click(*app, place_of(seen(bench, *app), "output"));
    CHECK(app->view().event_groups == 0);
}

TEST_CASE("while the next beat is to be guessed, no event that comes is shown, counted or found") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    app->handle(ShowSide{SideTab::events});
    app->handle(Seek{7});
    const std::size_t past = app->film().beats[7].seq + 1;
    const std::string all = std::to_string(app->film().recording.events.size());
    const std::string known = std::to_string(past) + " of " + std::to_string(past);
    CHECK(shows(seen(bench, *app), all + " of " + all));
    app->handle(Predict{true});
    CHECK(shows(seen(bench, *app), known));
    app->handle(FilterEvents{"print"});
    CHECK(shows(seen(bench, *app), "0 of " + std::to_string(past)));
    CHECK(shows(seen(bench, *app), "No event"));
    app->handle(Predict{false});
    CHECK_FALSE(shows(seen(bench, *app), "0 of "));
}

TEST_CASE("what was done as asked is news and stays so in the other language; a failure warns") {
    const auto file = std::filesystem::path{COROSCOPE_ARTIFACTS} / "news.scenario";
    const auto app = app_with_lesson(5);
    app->handle(SaveScenario{file.string()});
    app->handle(SetLanguage{Language::chinese});
    CHECK((app->view().notice.kind == Notice::Kind::news));
    CHECK_FALSE(app->view().notice.empty());
    CHECK_FALSE(app->view().notice.is_warning());
    // However a file is called.
    app->handle(SaveScenario{"Saved: /nowhere/at/all"});
    CHECK(app->view().notice.is_warning());
    app->handle(DismissNotice{});
    CHECK_FALSE(app->view().notice.is_warning());
}

TEST_CASE("under a card nothing feels the mouse and no note floats; a click beside closes it") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    app->handle(Seek{9});
    const Rect stage = make_layout({1920, 1080}, bench.scale(), false).stage;
    const TextLog before = seen(bench, *app);
    const auto token = std::ranges::find_if(before.texts, [&](const TextRecord& text) {
        return text.text == "work(1)" && stage.contains(text.rect.centre());
    });
    REQUIRE(token != before.texts.end());
    bench.move_mouse(token->rect.centre());
    const auto notes = [&] {
        return std::ranges::count_if(seen(bench, *app).texts, [](const TextRecord& text) {
            return text.layer == 2 && text.text.starts_with("created by");
        });
    };
    CHECK(notes() == 1);
    app->handle(OpenPathCard{PathCard::save});
    CHECK(notes() == 0);
    app->handle(OpenPathCard{PathCard::none});
    CHECK(notes() == 1);
    app->handle(OpenHelp{true});
    bench.frame(*app);
    bench.click(*app, {20, 1000});
    CHECK_FALSE(app->view().help_open);
}

TEST_CASE("the clock below, the stage and the playhead tell the same time, in a wait too") {
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(5);
    const Beats& beats = app->film().beats;
    std::size_t beat = 0;
    while (beats.t_ns(beat + 1) == beats.t_ns(beat)) ++beat;  // the first sleep, of a second
    app->handle(Seek{static_cast<double>(beat) + 0.5});
    TextLog log;
    bench.frame(*app, &log);
    const auto says = [&](std::string_view words) {
        return std::any_of(log.texts.begin(), log.texts.end(),
                           [&](const TextRecord& text) { return text.text.starts_with(words); });
    };
    CHECK(says("t = 0.500 s"));
    CHECK(says("0.500 s  ·  beat"));
    CHECK(says("0.500"));
}

}  // namespace coroscope::viz
