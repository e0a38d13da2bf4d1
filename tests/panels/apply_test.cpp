#include "viz/panels/apply.hpp"

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/panels/commands.hpp"
#include "viz/panels/transport.hpp"

namespace coroscope::viz {

namespace {

template <class Wish>
bool asks_for(const KeyPress& press, const View& view = {}) {
    const auto intent = intent_for(press, view, 1);
    return intent.has_value() && std::holds_alternative<Wish>(*intent);
}

Step step_of(const KeyPress& press) { return std::get<Step>(*intent_for(press, {}, 1)); }

}  // namespace

TEST_CASE("arrows step beats; with Shift task steps, with Ctrl iterations") {
    CHECK(step_of({Key::right}).kind == StepKind::beat);
    CHECK(step_of({Key::right}).direction == 1);
    CHECK(step_of({Key::left}).direction == -1);
    CHECK(step_of({.key = Key::right, .shift = true}).kind == StepKind::task_step);
    CHECK(step_of({.key = Key::left, .control = true}).kind == StepKind::iteration);
    CHECK(step_of({Key::page_down}).direction == 1);
    CHECK(step_of({Key::page_up}).direction == -1);
}

TEST_CASE("every shortcut asks for what it says") {
    CHECK(asks_for<PlayPause>({Key::space}));
    CHECK(asks_for<GoToStart>({Key::home}));
    CHECK(asks_for<GoToEnd>({Key::end}));
    CHECK(asks_for<SetAxis>({Key::letter_t}));
    CHECK(asks_for<SetLanguage>({Key::letter_l}));
    CHECK(asks_for<SetTheme>({Key::letter_d}));
    CHECK(asks_for<OpenLesson>({Key::digit_4}));
    CHECK(asks_for<Quit>({.key = Key::letter_q, .control = true}));
    CHECK(asks_for<Predict>({Key::letter_q}));
    CHECK(asks_for<SetScale>({.key = Key::plus, .control = true}));
    CHECK_FALSE(intent_for({Key::tab}, {}, 1).has_value());
}

TEST_CASE("Escape closes what is open: the chooser first, then the notice") {
    View view;
    view.chooser_open = true;
    view.notice.text = "something";
    CHECK(asks_for<OpenChooser>({Key::escape}, view));
    view.chooser_open = false;
    CHECK(asks_for<DismissNotice>({Key::escape}, view));
    view.notice = {};
    CHECK(asks_for<Select>({Key::escape}, view));
}

TEST_CASE("the scale goes in eighths from 100 to 300 %") {
    CHECK(stepped_scale(1, 1) == 1.125f);
    CHECK(stepped_scale(1, -1) == 1);
    CHECK(stepped_scale(3, 1) == 3);
    CHECK(stepped_scale(1.5f, -1) == 1.375f);
}

TEST_CASE("speeds rise and fall along a list, and the button goes round") {
    CHECK(next_speed(1, 1, true) == 2);
    CHECK(next_speed(1, -1, false) == 0.5);
    CHECK(next_speed(20, 1, false) == 20);
    CHECK(next_speed(20, 1, true) == 0.1);
    CHECK(next_speed(0.1, -1, false) == 0.1);
}

TEST_CASE("settings change the view and nothing else") {
    const auto film = empty_film();
    View view;
    view = apply(view, SetTheme{ThemeName::light}, *film);
    view = apply(view, SetLanguage{Language::chinese}, *film);
    view = apply(view, SetListing{Listing::cpp}, *film);
    view = apply(view, SetScale{2}, *film);
    view = apply(view, OpenChooser{true}, *film);
    CHECK(view.theme == ThemeName::light);
    CHECK(view.language == Language::chinese);
    CHECK(view.listing == Listing::cpp);
    CHECK(view.scale == 2);
    CHECK(view.chooser_open);
    CHECK(view.playback.position == 0);
    CHECK_FALSE(apply(view, OpenLesson{3}, *film).chooser_open);
}

TEST_CASE("the switch of the axes is animated and comes to an end") {
    const auto film = empty_film();
    View view = apply({}, SetAxis{AxisKind::time}, *film);
    CHECK(needs_animation(view));
    view = advanced(view, *film, 0.1);
    CHECK(view.axis_blend > 0);
    CHECK(view.axis_blend < 1);
    view = advanced(view, *film, 5);
    CHECK(view.axis_blend == 1);
    CHECK_FALSE(needs_animation(view));
}

TEST_CASE("touching the transport while it plays takes over") {
    const auto app = app_with_lesson(2);
    app->handle(PlayPause{});
    REQUIRE(app->view().playback.playing);
    app->handle(KeyPress{Key::right}, 1);
    CHECK_FALSE(app->view().playback.playing);
}

}  // namespace coroscope::viz
