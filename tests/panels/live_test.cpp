// A program in real time, as the window shows it while it runs.
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"

namespace coroscope::viz {

namespace {

// Lets time pass for the app, until the condition holds; fails the test where it never does.
template <class Condition>
void wait_for(App& app, const Condition& condition) {
    constexpr auto frame = std::chrono::milliseconds{10};
    for (int i = 0; i < 2000 && !condition(); ++i) {
        std::this_thread::sleep_for(frame);
        app.advance(0.01);
        app.collect();
    }
    REQUIRE(condition());
}

std::size_t tasks_that_wait(const App& app) {
    const Film& film = app.film();
    const World end = film.keyframes.at(film.recording.events.size() - 1);
    return static_cast<std::size_t>(
        std::ranges::count(end.tasks, TaskState::waiting, &Task::state));
}

bool records(const App& app, trace::Kind kind) {
    return std::ranges::any_of(app.film().recording.events,
                               [&](const trace::Event& event) { return event.kind == kind; });
}

// Lesson 5 in real time, with its three tasks asleep for 1, 2 and 3 seconds.
std::unique_ptr<App> asleep() {
    auto app = app_with_lesson(5);
    app->handle(ToggleClock{});
    wait_for(*app, [&] { return app->live() && tasks_that_wait(*app) == 3; });
    return app;
}

}  // namespace

TEST_CASE("in real time the timeline grows while the program runs; paused, the cursor stays") {
    const auto app = asleep();
    const auto now = [&] { return app->film().beats.duration_ns(); };
    const std::int64_t early = now();
    const double cursor = app->view().playback.position;
    if (app->view().playback.playing) app->handle(PlayPause{});
    const double stays = app->view().playback.position;
    wait_for(*app, [&] { return now() > early + 100'000'000; });
    CHECK(app->live());
    CHECK(app->view().playback.position == stays);
    CHECK(stays >= cursor);
    app->handle(PlayPause{});
    wait_for(*app, [&] {
        return app->view().playback.position > static_cast<double>(app->last_beat()) - 0.5;
    });
}

TEST_CASE("Ctrl-C goes to the program that runs, wherever the cursor is") {
    const auto app = asleep();
    app->handle(GoToStart{});
    app->handle(Touch{});
    wait_for(*app, [&] { return !app->live() && !app->running_anew(); });
    CHECK(records(*app, trace::Kind::interrupt));
    CHECK(app->film().beats.duration_ns() < 1'000'000'000);
    // Now it has happened: nothing can be done to it any more, and the window says so.
    app->handle(Touch{});
    CHECK_FALSE(app->view().notice.empty());
}

TEST_CASE("a task is cancelled while it sleeps, and its sleep is ended early") {
    const auto app = asleep();
    app->handle(Touch{Intervention::Action::cancel, trace::Party::task(3), {}});
    app->handle(Touch{Intervention::Action::complete, trace::Party::task(2), {}});
    CHECK(app->view().notice.text == "");
    wait_for(*app, [&] { return !app->live() && !app->running_anew(); });
    CHECK(records(*app, trace::Kind::task_cancelled));
    const std::int64_t took = app->film().beats.duration_ns();
    CHECK(took >= 1'000'000'000);  // the first sleeps on
    CHECK(took < 2'000'000'000);
    CHECK(app->scenario().interventions.empty());
}

TEST_CASE("the clock is switched back: the run is that of before; run again, it begins anew") {
    const auto app = app_with_lesson(5);
    const trace::Recording before = app->film().recording;
    app->handle(ToggleClock{});
    wait_for(*app, [&] { return app->live(); });
    app->handle(RunAgain{});
    wait_for(*app, [&] { return app->live(); });
    app->handle(ToggleClock{});
    wait_for(*app, [&] { return !app->live() && !app->running_anew(); });
    CHECK(app->film().recording.events.size() == before.events.size());
    app->handle(Undo{});
    wait_for(*app, [&] { return app->live(); });
}

TEST_CASE(
    "a run in real time is no promise: switched back when it is over, none is said to differ") {
    const auto app = asleep();
    app->handle(Touch{});
    wait_for(*app, [&] { return !app->live() && !app->running_anew(); });
    app->handle(ToggleClock{});
    wait_for(*app, [&] { return !app->running_anew(); });
    CHECK(app->scenario().clock == ClockKind::virtual_clock);
    CHECK(app->view().notice.text == "");
}

TEST_CASE("every frame of a run in real time can be drawn, with the menu open too") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(1);
    app->handle(ToggleClock{});
    wait_for(*app, [&] { return app->live(); });
    for (int i = 0; i < 60; ++i) {
        app->handle(
            OpenMenu{{.open = i % 2 == 0, .task = trace::Party::task(1), .x = 700, .y = 300}});
        app->advance(0.02);
        app->collect();
        bench.frame(*app);
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    CHECK(app->live());
}

}  // namespace coroscope::viz
