#include "viz/panels/commands.hpp"

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/panels/apply.hpp"
#include "viz/panels/margin_notes.hpp"

namespace coroscope::viz {

TEST_CASE("no key has two meanings") {
    const auto all = all_commands();
    for (std::size_t a = 0; a < all.size(); ++a) {
        if (all[a].press.key == Key::none) continue;
        CHECK_FALSE(key_text(all[a].press).empty());
        for (std::size_t b = a + 1; b < all.size(); ++b) {
            INFO(key_text(all[a].press));
            CHECK_FALSE(all[a].press == all[b].press);
        }
    }
}

TEST_CASE("every command has words of its own in the palette") {
    const auto all = all_commands();
    for (const Language language : {Language::english, Language::chinese}) {
        for (std::size_t a = 0; a < all.size(); ++a) {
            if (all[a].name == Str::do_lesson) continue;  // its key is its number
            for (std::size_t b = a + 1; b < all.size(); ++b) {
                INFO(tr(language, all[a].own));
                CHECK(std::string_view{tr(language, all[a].own)} != tr(language, all[b].own));
            }
        }
    }
}

TEST_CASE("keys are written as on their caps") {
    CHECK(key_text({Key::letter_a}) == "A");
    CHECK(key_text({Key::letter_w}) == "W");
    CHECK(key_text({Key::digit_9}) == "9");
    CHECK(key_text({.key = Key::right, .control = true}) == "Ctrl →");
    CHECK(key_text({.key = Key::letter_p, .shift = true}) == "Shift P");
}

TEST_CASE("Alt steps instants, letters jump, Shift turns the jump round") {
    const View view;
    const auto step = std::get<Step>(*intent_for({.key = Key::right, .alt = true}, view, 1));
    CHECK(step.kind == StepKind::instant);
    const auto jump = std::get<JumpTo>(*intent_for({.key = Key::letter_c, .shift = true}, view, 1));
    CHECK(jump.kind == JumpKind::cancel);
    CHECK(jump.direction == -1);
}

TEST_CASE("the themes go round: dark, light, high contrast") {
    CHECK(next_theme(ThemeName::dark) == ThemeName::light);
    CHECK(next_theme(ThemeName::light) == ThemeName::high_contrast);
    CHECK(next_theme(ThemeName::high_contrast) == ThemeName::dark);
}

TEST_CASE("a presenter's clicker: on, back, black, white, and Escape shows the window again") {
    View view;
    const auto film = empty_film();
    view = apply(view, *intent_for({Key::f5}, view, 1), *film);
    CHECK(view.presenting);
    view = apply(view, *intent_for({Key::letter_b}, view, 1), *film);
    CHECK(view.blank == Blank::black);
    view = apply(view, *intent_for({Key::period}, view, 1), *film);
    CHECK(view.blank == Blank::none);
    view = apply(view, *intent_for({Key::letter_w}, view, 1), *film);
    CHECK(view.blank == Blank::white);
    view = apply(view, *intent_for({Key::escape}, view, 1), *film);
    CHECK(view.blank == Blank::none);
    CHECK(view.presenting);
    view = apply(view, *intent_for({Key::escape}, view, 1), *film);
    CHECK_FALSE(view.presenting);
}

TEST_CASE(
    "one Escape ends the presentation and leaves selection and comparison; a card goes first") {
    View view;
    view.presenting = true;
    view.selection = trace::Party::task(1);
    view.rival = "sleep=blocking";
    view.help_open = true;
    const auto film = empty_film();
    view = apply(view, *intent_for({Key::escape}, view, 1), *film);
    CHECK_FALSE(view.help_open);
    CHECK(view.presenting);
    view = apply(view, *intent_for({Key::escape}, view, 1), *film);
    CHECK_FALSE(view.presenting);
    CHECK(view.selection == trace::Party::task(1));
    CHECK(view.rival == "sleep=blocking");
}

TEST_CASE("a bookmark is set and taken away at the cursor, and kept in order") {
    const auto app = app_with_lesson(5);
    app->handle(Seek{7});
    app->handle(ToggleBookmark{});
    app->handle(Seek{3});
    app->handle(ToggleBookmark{});
    CHECK(app->view().bookmarks == std::vector<std::size_t>{3, 7});
    app->handle(JumpTo{JumpKind::bookmark, 1});
    while (app->needs_animation()) app->advance(1);
    CHECK(app->view().playback.position == 7);
    app->handle(ToggleBookmark{});
    CHECK(app->view().bookmarks == std::vector<std::size_t>{3});
}

TEST_CASE("with less motion a step jumps instead of gliding") {
    const auto app = app_with_lesson(5);
    app->handle(SetReducedMotion{true});
    app->handle(Step{StepKind::beat, 1});
    app->advance(0.001);
    CHECK(app->view().playback.position == 1);
    app->handle(SetAxis{AxisKind::time});
    app->advance(0.001);
    CHECK_FALSE(app->needs_animation());
}

TEST_CASE("the palette does what is chosen in it") {
    Bench bench{{1280, 720}, 1};
    const auto app = app_with_lesson(5);
    app->handle(KeyPress{.key = Key::letter_p, .control = true}, 1);
    REQUIRE(app->view().palette_open);
    bench.frame(*app);
    app->handle(KeyPress{Key::down}, 1);  // the second command: play backwards
    app->handle(KeyPress{Key::enter}, 1);
    bench.frame(*app);
    CHECK_FALSE(app->view().palette_open);
    CHECK(app->view().playback.playing);
    CHECK(app->view().playback.direction == -1);
}

TEST_CASE("the list of keys names every command that has one, in both languages") {
    for (const Language language : {Language::english, Language::chinese}) {
        Bench bench{{1280, 720}, 1};
        const auto app = app_with_lesson(5, language);
        app->handle(OpenHelp{});
        TextLog log;
        bench.frame(*app);
        bench.frame(*app, &log);
        for (const Command& command : all_commands()) {
            if (command.press.key == Key::none) {
                continue;  // in the palette alone
            }
            const bool named =
                std::any_of(log.texts.begin(), log.texts.end(), [&](const TextRecord& record) {
                    return record.layer == 2 && record.text == tr(language, command.name);
                });
            INFO(tr(language, command.name));
            CHECK(named);
        }
    }
}

TEST_CASE("lines that were written otherwise for Python 3.6 have a note") {
    REQUIRE(margin_note("    for t in asyncio.all_tasks(loop):") != nullptr);
    CHECK(margin_note("    for t in asyncio.all_tasks(loop):")->version == "3.7");
    CHECK(margin_note("    print(\"waited\", x)") == nullptr);
    for (const MarginNote& note : all_margin_notes()) {
        CHECK(note.english.starts_with(note.version));
        CHECK(note.chinese.starts_with(note.version));
    }
}

}  // namespace coroscope::viz
