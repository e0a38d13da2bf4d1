// The lesson's text in the window, and the game of guessing, driven as a person drives them.
#include <algorithm>

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
    return std::any_of(log.texts.begin(), log.texts.end(), [&](const TextRecord& record) {
        return record.text.find(text) != std::string::npos;
    });
}

void settle(App& app) {
    for (int i = 0; i < 600 && app.needs_animation(); ++i) {
        app.advance(0.05);
    }
}

void step(Bench& bench, App& app) {
    app.handle(Step{StepKind::beat, 1});
    settle(app);
    bench.frame(app);
}

// The number of the n-th part of that kind.
int part_of(int lesson, PartKind kind, int n = 0) {
    const auto parts = lessons::find(std::to_string(lesson))->parts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].kind == kind && n-- == 0) {
            return static_cast<int>(i);
        }
    }
    FAIL("no such part");
    return 0;
}

std::size_t stages_done(const App& app, int lesson, int part) {
    const auto progress = app.view().progress.find(lesson);
    return progress == app.view().progress.end() || progress->second.empty()
               ? 0
               : progress->second[static_cast<std::size_t>(part)].stages;
}

}  // namespace

TEST_CASE("turning to a step takes the cursor to its moment, by key and by click") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    CHECK(shows(seen(bench, *app), "Four states"));
    app->handle(KeyPress{Key::letter_g}, 1);
    wait_for_run(*app);  // its moment needs a Ctrl-C
    settle(*app);
    CHECK(app->view().part == 1);
    CHECK(shows(seen(bench, *app), "Ctrl-C: KeyboardInterrupt arrives in MainThread."));
    const double ctrl_c = app->view().playback.position;
    app->handle(KeyPress{.key = Key::letter_g, .shift = true}, 1);
    CHECK(app->view().part == 0);
    CHECK(app->view().playback.position > 0);
    CHECK(app->view().playback.position < ctrl_c);
}

TEST_CASE("a step of another variant runs the program in that variant") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(7);
    CHECK(shows(seen(bench, *app), "asyncio"));
    app->handle(GoToPart{part_of(7, PartKind::step, 4)});
    wait_for_run(*app);
    const TextLog log = seen(bench, *app);
    CHECK(shows(log, "A sleep that keeps the thread"));
    CHECK(shows(log, "time.sleep(5)"));
    CHECK_FALSE(app->view().playback.playing);
    // The text did that, not the person: the task to try is still to be done.
    CHECK(stages_done(*app, 7, part_of(7, PartKind::try_this)) == 0);
}

TEST_CASE("a step that is reached is offered; the text turns only when it is asked to") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    CHECK_FALSE(shows(seen(bench, *app), "2  A task waits in line"));
    step(bench, *app);
    step(bench, *app);
    const double place = app->view().playback.position;
    const TextLog log = seen(bench, *app);
    REQUIRE(shows(log, "2  A task waits in line"));
    CHECK(app->view().part == 0);
    bench.click(*app, place_of(log, "2  A task waits in line"));
    CHECK(app->view().part == 1);
    CHECK(app->view().playback.position == place);
    CHECK_FALSE(shows(seen(bench, *app), "2  A task waits in line"));
}

TEST_CASE("a task to try is ticked when it is done, with a sentence") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(7);
    const int task = part_of(7, PartKind::try_this);
    app->handle(ShowPart{task});
    CHECK(stages_done(*app, 7, task) == 0);
    CHECK_FALSE(shows(seen(bench, *app), "one after the other."));
    app->handle(SetVariant{"sleep", "blocking"});
    wait_for_run(*app);
    CHECK(stages_done(*app, 7, task) == 1);
    CHECK(app->view().part == task);
    CHECK(shows(seen(bench, *app), "✓"));
}

TEST_CASE(
    "a place to find counts where the person lets the cursor stand, not where the text takes it") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(3);
    const int task = part_of(3, PartKind::try_this);
    app->handle(GoToPart{part_of(3, PartKind::step, 2)});
    settle(*app);
    bench.frame(*app);
    CHECK(stages_done(*app, 3, task) == 0);
    app->handle(Step{StepKind::beat, -1});
    settle(*app);
    bench.frame(*app);
    CHECK(stages_done(*app, 3, task) == 0);
    step(bench, *app);
    CHECK(stages_done(*app, 3, task) == 1);
}

TEST_CASE("questions are answered by key or click, say why, and Enter goes on") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(1);
    const int first = part_of(1, PartKind::question);
    app->handle(GoToPart{first});
    CHECK_FALSE(shows(seen(bench, *app), "Right."));
    app->handle(KeyPress{Key::digit_1}, 1);
    CHECK(shows(seen(bench, *app), "Right."));
    app->handle(KeyPress{Key::digit_2}, 1);  // an answer stands
    CHECK(app->view().progress.at(1)[static_cast<std::size_t>(first)].answer == 0);
    app->handle(KeyPress{Key::enter}, 1);
    CHECK(app->view().part == first + 1);
    bench.click(*app, place_of(seen(bench, *app), "on three"));
    CHECK(shows(seen(bench, *app), "No."));
    app->handle(KeyPress{Key::digit_7}, 1);  // other digits open lessons, as ever
    wait_for_run(*app);
    CHECK(app->title().find("· 7 ") != std::string::npos);
    CHECK(app->view().part == 0);
}

TEST_CASE("where a misconception has just failed, it is named") {
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(1);
    CHECK_FALSE(shows(seen(bench, *app), "Myth busted"));
    while (!shows(seen(bench, *app), "made a coroutine, ran nothing") ||
           !shows(seen(bench, *app), "Myth busted")) {
        const double before = app->view().playback.target;
        step(bench, *app);
        REQUIRE(app->view().playback.target > before);
    }
    CHECK(shows(seen(bench, *app), "Myth busted: A coroutine runs when it is called"));
    for (int i = 0; i < 3; ++i) {
        step(bench, *app);
    }
    CHECK_FALSE(shows(seen(bench, *app), "Myth busted: A coroutine runs when it is called"));
}

TEST_CASE("while a misconception is named, the page above it is still to be read whole") {
    Bench bench{{1280, 720}, 1};
    const Rect column = make_layout({1280, 720}, bench.scale(), false).lesson;
    int failing = 0;
    const auto look = [&](App& app, const lessons::Lesson& lesson, std::size_t myth) {
        const std::vector<std::size_t> beats = part_beats(lesson, app.film());
        if (beats[myth] == 0) return;
        ++failing;
        app.handle(Seek{static_cast<double>(beats[myth])});
        for (const std::size_t page_of : {beats[myth] - 1, beats[myth]}) {
            app.handle(ShowPart{std::max(0, step_at(lesson, beats, page_of))});
            const TextLog log = seen(bench, app);
            CAPTURE(app.view().part);
            CHECK(shows(log, tr(app.view().language, Str::myth_busted)));
            // The mark that there is more would lie upon the page.
            CHECK(std::none_of(log.covers.begin(), log.covers.end(),
                               [&](const Rect& cover) { return column.contains(cover.centre()); }));
        }
    };
    for (const lessons::Lesson& lesson : lessons::all()) {
        for (const Language language : {Language::english, Language::chinese}) {
            const auto app = app_with_lesson(lesson.number, language);
            const lessons::Program* before = &lesson.programs.front();
            for (const lessons::Program& program : lesson.programs) {
                for (const lessons::Choice& choice : program.choices) {
                    if (choice_of(*before, choice.name) == choice.choice) continue;
                    app->handle(SetVariant{std::string{choice.name}, std::string{choice.choice}});
                    wait_for_run(*app);
                }
                before = &program;
                if (lesson.number == 5) {
                    app->handle(Seek{20});
                    app->handle(Touch{});  // its misconception fails after a Ctrl-C
                    wait_for_run(*app);
                }
                for (std::size_t part = 0; part < lesson.parts.size(); ++part) {
                    CAPTURE(lesson.number);
                    CAPTURE(part);
                    if (lesson.parts[part].kind == PartKind::myth) look(*app, lesson, part);
                }
                if (lesson.number == 5) {
                    app->handle(Undo{});
                    wait_for_run(*app);
                }
            }
        }
    }
    CHECK(failing >= 20);
}

TEST_CASE(
    "predicting: the future is hidden, a guess is revealed by a step, and the score is kept") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(2);
    REQUIRE(shows(seen(bench, *app), "Timeline"));
    bench.click(*app, place_of(seen(bench, *app), "Predict"));
    CHECK(app->view().prediction.on);
    TextLog log = seen(bench, *app);
    CHECK(shows(log, "0 of 0 right"));
    CHECK_FALSE(shows(log, "Timeline"));
    app->handle(KeyPress{Key::space}, 1);  // plays to the first question
    for (int i = 0; i < 200 && app->view().playback.playing; ++i) {
        app->advance(0.1);
        bench.frame(*app);
    }
    CHECK_FALSE(app->view().playback.playing);
    log = seen(bench, *app);
    REQUIRE(shows(log, "What is printed next?"));
    CHECK_FALSE(shows(log, "1 of 1 right"));
    bench.click(*app, place_of(log, "done? False"));
    CHECK(app->view().prediction.guess >= 0);
    CHECK(app->view().prediction.asked == 0);
    app->handle(KeyPress{Key::right}, 1);
    settle(*app);
    log = seen(bench, *app);
    CHECK(shows(log, "1 of 1 right"));
    CHECK(shows(log, "Right."));
    app->handle(KeyPress{Key::letter_q}, 1);
    CHECK_FALSE(app->view().prediction.on);
    CHECK(app->view().prediction.asked == 1);
}

TEST_CASE("predicting, nothing on screen tells which threads, ways and deeds there will be") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(7);
    const std::string all = " of " + std::to_string(app->last_beat());
    const TextLog before = seen(bench, *app);
    REQUIRE(shows(before, "Thread-1"));
    REQUIRE(shows(before, "result()"));
    app->handle(Predict{true});
    app->handle(GoToStart{});
    TextLog log = seen(bench, *app);
    for (const char* future :
         {"Thread-1", "not started yet", "result()", "coroutine_", "run_coro"}) {
        CAPTURE(future);
        // The listing and the lesson's text stand left of the stage and tell what they tell.
        std::erase_if(log.texts, [&](const TextRecord& text) {
            return text.rect.min.x < make_layout({1920, 1080}, bench.scale(), false).stage.min.x;
        });
        CHECK_FALSE(shows(log, future));
    }
    for (const TextRecord& text : log.texts) CHECK(text.text.find(all) == std::string::npos);
    app->handle(Predict{false});
    app->handle(GoToEnd{});
    app->handle(Predict{true});
    CHECK(shows(seen(bench, *app), "Thread-1"));
}

TEST_CASE("predicting, the list of what was done does not tell what will come of it") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    for (const double beat : {30.0, 20.0}) {  // after the earlier one the later never comes
        app->handle(Seek{beat});
        app->handle(Touch{});
        wait_for_run(*app);
    }
    app->handle(Seek{5});
    app->handle(ShowTouches{true});
    const std::string fate = tr(Language::english, Str::fate_lost);
    REQUIRE(shows(seen(bench, *app), fate));
    app->handle(Predict{true});
    CHECK(shows(seen(bench, *app), "^C"));
    CHECK_FALSE(shows(seen(bench, *app), fate));
    // Nor does a click on it go there.
    TextLog log = seen(bench, *app);
    std::erase_if(log.texts, [](const TextRecord& text) { return text.layer == 0; });
    bench.click(*app, place_of(log, "^C"));
    CHECK(app->view().playback.target == 5);
    CHECK(app->view().notice.text == tr(Language::english, Str::predict_held));
}

TEST_CASE("predicting, no notice says how the run will fail") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(9);
    const std::string circle =
        R"({"loops":1,"tasks":[{"name":"brew","loop":0,"starts":true,"steps":)"
        R"([{"do":"sleep","tenths":10},{"do":"await","task":1}]},{"name":"toast","loop":0,)"
        R"("starts":true,"steps":[{"do":"sleep","tenths":10},{"do":"await","task":0}]}]})";
    app->handle(Build{circle});
    wait_for_run(*app);
    const auto told = [&] {
        bench.frame(*app);
        return app->view().notice.text.find("RecursionError") != std::string::npos &&
               app->view().notice.text.find("brew() awaits toast(), toast() awaits brew()") !=
                   std::string::npos;
    };
    app->handle(GoToEnd{});
    CHECK(told());
    app->handle(Predict{true});
    CHECK_FALSE(told());
    app->handle(Undo{});
    wait_for_run(*app);
    app->handle(Redo{});
    wait_for_run(*app);
    app->handle(GoToStart{});
    for (std::size_t beat = 0; beat < app->last_beat(); ++beat) {
        CHECK_FALSE(told());
        CHECK(app->view().notice.empty());
        step(bench, *app);
    }
    // Then it has been seen.
    CHECK(told());
}

TEST_CASE("stepping back, the page goes with its moment, unless another was turned to") {
    Bench bench{{1280, 720}, 1};
    int went = 0;
    for (int number = 1; number <= 8; ++number) {
        const auto app = app_with_lesson(number);
        const lessons::Lesson& lesson = *lessons::find(std::to_string(number));
        const std::vector<std::size_t> beats = part_beats(lesson, app->film());
        const auto stand = [&](std::size_t beat) {
            app->handle(Seek{static_cast<double>(beat)});
            bench.frame(*app);
        };
        for (int part = 1; part < page_count(lesson); ++part) {
            const std::size_t beat = beats[static_cast<std::size_t>(part)];
            const int step = step_at(lesson, beats, beat);
            if (beat == 0 || step != part) continue;
            CAPTURE(number);
            CAPTURE(part);
            const int before = std::max(0, step_at(lesson, beats, beat - 1));
            stand(beat);
            app->handle(ShowPart{part});
            bench.frame(*app);
            app->handle(KeyPress{Key::left}, 1);
            settle(*app);
            bench.frame(*app);
            CHECK(app->view().part == before);
            ++went;
            // On again, the next page is offered, and the reader turns to it.
            app->handle(KeyPress{Key::right}, 1);
            settle(*app);
            bench.frame(*app);
            CHECK(app->view().part == before);
            // A page that the reader has turned to, ahead or back, stays.
            for (const int other : {0, page_count(lesson) - 1}) {
                const auto at_other = beats[static_cast<std::size_t>(other)];
                if (at_other == beat || other == before) continue;
                stand(beat);
                app->handle(ShowPart{other});
                stand(beat - 1);
                CHECK(app->view().part == other);
            }
        }
    }
    CHECK(went > 10);
}

TEST_CASE("a wrong guess is told, and why that task could not run") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    app->handle(Predict{true});
    TextLog log = seen(bench, *app);
    for (int i = 0; i < 30 && !shows(log, "What runs next?"); ++i) {
        step(bench, *app);
        log = seen(bench, *app);
    }
    REQUIRE(shows(log, "What runs next?"));
    // The one among the choices: the stage has a token of that name.
    const Rect game = make_layout({1920, 1080}, bench.scale(), false).timeline;
    std::erase_if(log.texts, [&](const TextRecord& text) { return !game.contains(text.rect); });
    bench.click(*app, place_of(log, "work(3)"));
    step(bench, *app);
    log = seen(bench, *app);
    CHECK(shows(log, "No."));
    CHECK(shows(log, "2 stand before it in the queue"));
    CHECK(shows(log, "0 of 1 right"));
}

TEST_CASE("the lesson's own question is asked at its beat") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(1);
    app->handle(Predict{true});
    TextLog log = seen(bench, *app);
    for (int i = 0; i < 30 && !shows(log, "has run after"); ++i) {
        step(bench, *app);
        log = seen(bench, *app);
    }
    CHECK(shows(log, "has run after"));
    app->handle(KeyPress{Key::digit_1}, 1);
    app->handle(KeyPress{Key::enter}, 1);
    settle(*app);
    CHECK(shows(seen(bench, *app), "1 of 1 right"));
}

}  // namespace coroscope::viz
