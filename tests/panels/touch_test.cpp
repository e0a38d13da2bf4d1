// What a person does to the program with mouse and keys, and what the app makes of it.
#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/model/divergence.hpp"
#include "viz/panels/task_menu.hpp"

namespace coroscope::viz {

namespace {

const ImVec2 size{1920, 1080};

TextLog seen(Bench& bench, App& app) {
    bench.frame(app);
    TextLog log;
    bench.frame(app, &log);
    return log;
}

bool shows(const TextLog& log, std::string_view text) {
    for (const TextRecord& record : log.texts) {
        if (record.text.find(text) != std::string::npos) return true;
    }
    return false;
}

// The centre of that text within a part of the window.
ImVec2 place_in(const TextLog& log, const Rect& part, std::string_view text) {
    for (const TextRecord& record : log.texts) {
        if (part.contains(record.rect.centre()) && record.text.starts_with(text)) {
            return record.rect.centre();
        }
    }
    FAIL("not there: " << std::string{text});
    return {};
}

void right_click(Bench& bench, App& app, ImVec2 position) {
    bench.move_mouse(position);
    bench.frame(app);
    bench.frame(app);
    ImGui::GetIO().MouseDown[1] = true;
    bench.frame(app);
    ImGui::GetIO().MouseDown[1] = false;
    bench.frame(app);
    bench.move_mouse({-1, -1});
    bench.frame(app);
}

void drag(Bench& bench, App& app, ImVec2 from, ImVec2 to) {
    bench.move_mouse(from);
    bench.frame(app);
    bench.press_mouse(true);
    bench.frame(app);
    for (int i = 1; i <= 8; ++i) {
        const float part = static_cast<float>(i) / 8;
        bench.move_mouse({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
        bench.frame(app);
        if (app.running_anew()) wait_for_run(app);
        bench.frame(app);
    }
    bench.press_mouse(false);
    bench.frame(app);
    bench.frame(app);
    bench.move_mouse({-1, -1});
    if (app.running_anew()) wait_for_run(app);
    bench.frame(app);
}

Layout layout_of(const Bench& bench, const App& app) {
    return make_layout(size, bench.scale(), !app.view().notice.empty());
}

// Half-way through the wait that begins with the first select of that length, in seconds.
double inside_wait(const App& app, double from, double at) {
    const Beats& beats = app.film().beats;
    for (std::size_t beat = 0; beat + 1 < beats.size(); ++beat) {
        const double begin = static_cast<double>(beats[beat].t_ns) / 1e9;
        const double end = static_cast<double>(beats[beat + 1].t_ns) / 1e9;
        if (begin <= from && from < end) {
            return static_cast<double>(beat) + (at - begin) / (end - begin);
        }
    }
    FAIL("no wait there");
    return 0;
}

void press(App& app, KeyPress key) {
    app.handle(key, 1);
    if (app.running_anew()) wait_for_run(app);
}

constexpr KeyPress control_c{.key = Key::letter_c, .control = true};
constexpr KeyPress control_z{.key = Key::letter_z, .control = true};
constexpr KeyPress control_shift_z{.key = Key::letter_z, .shift = true, .control = true};

std::vector<std::string> lines(const App& app) {
    std::vector<std::string> all;
    for (const Intervention& each : app.scenario().interventions) {
        all.push_back(write_intervention(each));
    }
    return all;
}

}  // namespace

TEST_CASE("Ctrl+C inside a wait interrupts at that time: the cursor stays, what was stays") {
    const auto app = app_with_lesson(5);
    app->handle(Seek{inside_wait(*app, 1.2, 1.5)});
    const trace::Recording before = app->film().recording;
    press(*app, control_c);
    CHECK(lines(*app) == std::vector<std::string>{"at 1.5: interrupt"});
    CHECK(app->view().notice.empty());
    const trace::Recording& after = app->film().recording;
    const std::size_t common = common_prefix(before, after);
    REQUIRE(common < after.events.size());
    CHECK(after.events[common].t_ns == 1'500'000'000);
    CHECK(time_at(app->film().beats, app->view().playback.position) == doctest::Approx(1.5e9));
}

TEST_CASE("undo gives back the identical recording, redo the other one") {
    const auto app = app_with_lesson(5);
    const trace::Recording before = app->film().recording;
    app->handle(Seek{inside_wait(*app, 1.2, 1.5)});
    press(*app, control_c);
    const trace::Recording after = app->film().recording;
    const double cursor = app->view().playback.position;
    press(*app, control_z);
    CHECK(lines(*app).empty());
    CHECK(app->film().recording.events.size() == before.events.size());
    CHECK(common_prefix(app->film().recording, before) == before.events.size());
    CHECK(time_at(app->film().beats, app->view().playback.position) == doctest::Approx(1.5e9));
    press(*app, control_shift_z);
    CHECK(common_prefix(app->film().recording, after) == after.events.size());
    CHECK(app->view().playback.position == doctest::Approx(cursor));
}

TEST_CASE("a variant is undone too") {
    const auto app = app_with_lesson(2);
    app->handle(SetVariant{"sleep", "blocking"});
    wait_for_run(*app);
    CHECK(app->scenario().variants.front().second == "blocking");
    press(*app, control_z);
    CHECK(app->scenario().variants.front().second == "async");
    CHECK(app->shown_choice("sleep") == "async");
}

TEST_CASE("the right button on a token opens its menu, and cancel() cancels it here") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(Seek{inside_wait(*app, 0.2, 0.5)});
    const Layout layout = layout_of(bench, *app);
    right_click(bench, *app, place_in(seen(bench, *app), layout.stage, "work(2)"));
    REQUIRE(app->view().menu.open);
    CHECK(app->view().selection == app->view().menu.task);
    const TextLog menu = seen(bench, *app);
    CHECK(shows(menu, "at 0.5 s"));
    ImVec2 place{0, 0};
    for (const TextRecord& record : menu.texts) {
        if (record.layer == 3 && record.text == "cancel()") place = record.rect.centre();
    }
    REQUIRE(place.x > 0);
    bench.click(*app, place);
    CHECK_FALSE(app->view().menu.open);
    wait_for_run(*app);
    CHECK(lines(*app) == std::vector<std::string>{"at 0.5: cancel work(2)"});
    CHECK(time_at(app->film().beats, app->view().playback.position) == doctest::Approx(0.5e9));
}

TEST_CASE("the right button on a bar goes there and opens the menu of its task") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(SetAxis{AxisKind::time});
    app->advance(5);
    app->handle(GoToEnd{});
    const Layout layout = layout_of(bench, *app);
    const TextLog log = seen(bench, *app);
    right_click(bench, *app, place_in(log, layout.timeline, "sleep"));
    REQUIRE(app->view().menu.open);
    CHECK(app->view().menu.task.kind() == trace::PartyKind::task);
    const double t = time_at(app->film().beats, app->view().playback.position);
    CHECK(t < static_cast<double>(app->film().beats.duration_ns()));
    // A click beside it closes it and does nothing else.
    const double position = app->view().playback.position;
    bench.click(*app, {layout.timeline.max.x - 20, layout.timeline.max.y - 60});
    CHECK_FALSE(app->view().menu.open);
    CHECK(app->view().playback.position == position);
}

TEST_CASE("Del opens the selected task's menu; Enter does what is chosen there") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(Seek{inside_wait(*app, 0.2, 0.5)});
    app->handle(Select{trace::Party::task(2)});
    const trace::Party chosen = app->view().selection;
    REQUIRE(chosen.kind() == trace::PartyKind::task);
    app->handle(KeyPress{Key::del}, 1);
    CHECK(app->view().menu.open);
    CHECK(app->view().menu.task == chosen);
    bench.frame(*app);
    app->handle(KeyPress{Key::enter}, 1);
    bench.frame(*app);
    wait_for_run(*app);
    REQUIRE(lines(*app).size() == 1);
    CHECK(lines(*app).front().starts_with("at 0.5: cancel "));
}

TEST_CASE("Escape closes the menu, and the keys of the window are its own again") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(KeyPress{Key::del}, 1);
    REQUIRE(app->view().menu.open);
    app->handle(KeyPress{Key::escape}, 1);
    CHECK_FALSE(app->view().menu.open);
}

TEST_CASE("what cannot be done says why, and does nothing") {
    const auto app = app_with_lesson(5);
    app->handle(Seek{inside_wait(*app, 0.2, 0.5)});
    app->handle(Touch{Intervention::Action::complete, trace::Party::task(99), {}});
    CHECK_FALSE(app->view().notice.empty());
    CHECK(lines(*app).empty());
    app->handle(DismissNotice{});
    app->handle(GoToEnd{});
    app->advance(1);
    press(*app, control_c);
    CHECK_FALSE(app->view().notice.empty());
    CHECK(lines(*app).empty());
}

TEST_CASE("a mark is chosen by a click, removed by Del, and moved by dragging") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(SetAxis{AxisKind::time});
    app->advance(5);
    app->handle(Seek{inside_wait(*app, 1.2, 1.5)});
    press(*app, control_c);
    const Layout layout = layout_of(bench, *app);
    const auto mark = [&] {
        const ImVec2 label = place_in(seen(bench, *app), layout.timeline, "^C");
        const float half = bench.fonts().at(Face::semibold, type::small).latin.em() * 0.73f;
        return ImVec2{label.x - half - 14, label.y};
    };
    bench.click(*app, mark());
    CHECK(app->view().touched == 0);
    drag(bench, *app, mark(), {mark().x - 120, mark().y});
    REQUIRE(lines(*app).size() == 1);
    CHECK(lines(*app).front() != "at 1.5: interrupt");
    CHECK(lines(*app).front().ends_with(": interrupt"));
    CHECK_FALSE(app->view().drag.on);
    press(*app, control_z);
    CHECK(lines(*app) == std::vector<std::string>{"at 1.5: interrupt"});
    bench.click(*app, mark());
    REQUIRE(app->view().touched == 0);
    press(*app, {Key::del});
    CHECK(lines(*app).empty());
}

TEST_CASE("Escape puts a dragged mark back") {
    const auto app = app_with_lesson(5);
    app->handle(Seek{inside_wait(*app, 1.2, 1.5)});
    press(*app, control_c);
    const std::size_t events = app->film().recording.events.size();
    app->handle(DragTouch{DragTouch::Phase::grab, 0, 3});
    wait_for_run(*app);
    CHECK(app->view().drag.on);
    CHECK(app->film().recording.events.size() != events);
    app->handle(KeyPress{Key::escape}, 1);
    CHECK_FALSE(app->view().drag.on);
    CHECK(app->film().recording.events.size() == events);
    CHECK(lines(*app) == std::vector<std::string>{"at 1.5: interrupt"});
}

TEST_CASE("the list shows what was done; its boxes switch it off and on, its crosses remove it") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(Seek{inside_wait(*app, 1.2, 1.5)});
    const std::size_t events = app->film().recording.events.size();
    press(*app, control_c);
    app->handle(KeyPress{Key::letter_i}, 1);
    REQUIRE(app->view().touches_open);
    const TextLog log = seen(bench, *app);
    ImVec2 entry{0, 0};
    Rect card;
    for (const TextRecord& record : log.texts) {
        if (record.layer == 3 && record.text == "^C") {
            entry = record.rect.centre();
            card = record.container;
        }
    }
    REQUIRE(entry.x > 0);
    bench.click(*app, {card.min.x + 32, entry.y});
    wait_for_run(*app);
    CHECK(app->scenario().interventions.front().off);
    CHECK(app->film().recording.events.size() == events);
    CHECK(shows(seen(bench, *app), "switched off"));
    bench.click(*app, {card.min.x + 32, entry.y});
    wait_for_run(*app);
    CHECK_FALSE(app->scenario().interventions.front().off);
    bench.click(*app, {card.max.x - 32, entry.y});
    wait_for_run(*app);
    CHECK(lines(*app).empty());
    CHECK(app->view().touches_open);
}

TEST_CASE("the former future shows after an edit until it is dismissed") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    CHECK_FALSE(shows(seen(bench, *app), "former future"));
    app->handle(Seek{inside_wait(*app, 1.2, 1.5)});
    press(*app, control_c);
    CHECK(shows(seen(bench, *app), "former future"));
    app->handle(KeyPress{Key::letter_h}, 1);
    CHECK_FALSE(shows(seen(bench, *app), "former future"));
}

TEST_CASE("what differs between two runs is said between them, and a click goes there") {
    Bench bench{{1920, 1080}, 1};
    const auto app = app_with_lesson(5);
    app->handle(ToggleCompare{});
    bench.frame(*app);
    wait_for_run(*app);
    bench.frame(*app);
    TextLog log;
    bench.frame(*app, &log);
    place_of(log, "Time: this run takes 3.000 s, time.sleep takes 6.000 s.");
    const ImVec2 held = place_of(log, "loop-1 is held up");
    app->handle(SetLanguage{Language::chinese});
    TextLog chinese;
    bench.frame(*app);
    bench.frame(*app, &chinese);
    CHECK(std::ranges::none_of(
        chinese.texts, [](const TextRecord& text) { return text.text.starts_with("Time: "); }));
    app->handle(SetLanguage{Language::english});
    bench.frame(*app);
    bench.click(*app, held);
    app->handle(Compare{});
    TextLog without;
    bench.frame(*app, &without);
    CHECK(std::ranges::none_of(
        without.texts, [](const TextRecord& text) { return text.text.starts_with("Time: "); }));
}

TEST_CASE("both timelines of a comparison show in any window, presenting too") {
    for (const auto& [window, presenting] :
         {std::pair{ImVec2{1280, 720}, false}, std::pair{ImVec2{1280, 720}, true},
          std::pair{size, false}, std::pair{size, true}}) {
        CAPTURE(window.x);
        CAPTURE(presenting);
        Bench bench{window, 1.375f};
        const auto app = app_with_lesson(5);
        app->handle(Present{presenting});
        app->handle(Seek{9});
        app->handle(ToggleCompare{});
        bench.frame(*app);
        wait_for_run(*app);
        const TextLog log = seen(bench, *app);
        const auto rows = [&](std::string_view name) {
            return std::ranges::count_if(log.texts, [&](const TextRecord& text) {
                return text.text == name && text.rect.min.y > window.y * 0.15f;
            });
        };
        CHECK(rows("loop-1") == 2);  // on the stage it has a point before it
        CHECK(shows(log, "6.000 s"));
        app->handle(Predict{true});  // then the stage is there again
        CHECK(shows(seen(bench, *app), "EVENT LOOP"));
    }
}

TEST_CASE("the menu of a task that is not made yet calls it as its row does") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(1);
    app->handle(Seek{5});
    bench.frame(*app);
    app->handle(OpenMenu{{.open = true, .task = trace::Party::task(2), .x = 900, .y = 700}});
    const TextLog log = seen(bench, *app);
    const auto in_menu = [&](std::string_view name) {
        return std::ranges::any_of(
            log.texts, [&](const TextRecord& text) { return text.layer > 0 && text.text == name; });
    };
    CHECK(in_menu("work(3)"));
    CHECK_FALSE(in_menu("task:Task-2"));
}

TEST_CASE("how a run ends that a person's cancel has broken is told at its end, and only there") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(1);
    const auto told = [&] {
        bench.frame(*app);
        return app->view().notice.text.find("CancelledError") != std::string::npos;
    };
    for (double beat = 0; app->scenario().interventions.empty() && beat < 40; ++beat) {
        app->handle(Seek{beat});
        bench.frame(*app);
        app->handle(Touch{Intervention::Action::cancel, trace::Party::task(1), {}});
    }
    wait_for_run(*app);
    const auto here = app->view().playback.position;
    const auto last = static_cast<double>(app->last_beat());
    REQUIRE(here < last - 2);
    for (double beat = here; beat < last; ++beat) {
        CHECK_FALSE(told());
        app->handle(KeyPress{Key::right}, 1);
        while (app->needs_animation()) app->advance(0.1);
    }
    CHECK(told());
    // The step before, it has not happened; there again, it has.
    app->handle(Seek{last - 1});
    CHECK_FALSE(told());
    app->handle(GoToEnd{});
    CHECK(told());
    // In the language of that moment.
    app->handle(Seek{last - 1});
    CHECK_FALSE(told());
    app->handle(SetLanguage{Language::chinese});
    app->handle(GoToEnd{});
    CHECK(told());
    CHECK(app->view().notice.text.starts_with(tr(Language::chinese, Str::program_failed)));
    // It is of that run: without the cancel it is not said.
    app->handle(Undo{});
    wait_for_run(*app);
    app->handle(GoToEnd{});
    CHECK_FALSE(told());
}

TEST_CASE("a saved scenario is opened again as it was") {
    const std::string file = std::string{COROSCOPE_ARTIFACTS} + "/saved.scenario";
    const auto app = app_with_lesson(5);
    app->handle(Seek{inside_wait(*app, 1.2, 1.5)});
    press(*app, control_c);
    const Scenario saved = app->scenario();
    const std::size_t events = app->film().recording.events.size();
    app->handle(SaveScenario{file});
    const auto other = app_with_lesson(2);
    other->handle(OpenFile{file});
    wait_for_run(*other);
    CHECK(other->scenario() == saved);
    CHECK(other->film().recording.events.size() == events);
    other->handle(OpenFile{"/nowhere/at.all"});
    CHECK(other->view().notice.text.starts_with("/nowhere/at.all cannot be read"));
    other->handle(SaveScenario{"/nowhere/at.all"});
    CHECK(other->view().notice.text.starts_with("/nowhere/at.all: "));
}

TEST_CASE("Ctrl+S asks for a path, and Enter saves there") {
    Bench bench{size, 1};
    const auto app = app_with_lesson(5);
    app->handle(KeyPress{.key = Key::letter_s, .control = true}, 1);
    REQUIRE(app->view().path_card == PathCard::save);
    CHECK(shows(seen(bench, *app), "Save what you did"));
    app->handle(KeyPress{Key::escape}, 1);
    CHECK(app->view().path_card == PathCard::none);
}

}  // namespace coroscope::viz
