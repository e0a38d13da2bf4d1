#include "viz/panels/theme.hpp"

#include <string>

#include <doctest/doctest.h>

namespace coroscope::viz {

namespace {

constexpr double for_text = 4.5;
constexpr double for_graphics = 3.0;

void check_text(ImU32 text, ImU32 ground, const std::string& what) {
    INFO(what << ": " << contrast(text, ground));
    CHECK(contrast(text, ground) >= for_text);
}

void check_graphics(ImU32 shape, ImU32 ground, const std::string& what) {
    INFO(what << ": " << contrast(shape, ground));
    CHECK(contrast(shape, ground) >= for_graphics);
}

}  // namespace

TEST_CASE("contrast is that of WCAG: 21 for black on white, 1 for a colour on itself") {
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21));
    CHECK(contrast(rgb(0x767676), rgb(0xFFFFFF)) == doctest::Approx(4.54).epsilon(0.01));
    CHECK(contrast(rgb(0x336699), rgb(0x336699)) == doctest::Approx(1));
}

TEST_CASE("text is readable on everything that it is written on, in every theme") {
    for (const ThemeName name : {ThemeName::dark, ThemeName::light, ThemeName::high_contrast}) {
        const Theme& t = theme(name);
        INFO(static_cast<int>(name));
        for (const ImU32 ground : {t.background, t.panel, t.well, t.control, t.tooltip}) {
            check_text(t.text, ground, "text");
            check_text(t.muted, ground, "muted");
            check_text(t.accent, ground, "accent");
            check_text(t.warning, ground, "warning");
        }
        for (const ImU32 ground : {t.background, t.panel, t.well}) {
            check_text(t.faint, ground, "faint");
        }
        check_text(t.text, t.control_hover, "text on a hovered button");
        check_text(t.text, t.warning_fill, "notice");
        check_text(t.accent_ink, t.accent_fill, "text on what is chosen");
    }
}

TEST_CASE("listings are readable on every line, also the running and the suspended ones") {
    for (const ThemeName name : {ThemeName::dark, ThemeName::light, ThemeName::high_contrast}) {
        const Theme& t = theme(name);
        INFO(static_cast<int>(name));
        for (const ImU32 ground :
             {t.panel, t.running_line, t.suspended_line, t.control, t.look(Look::blocked).fill}) {
            for (const ImU32 ink : t.syntax) {
                check_text(ink, ground, "syntax");
            }
            check_text(t.line_number, ground, "line number");
        }
    }
}

TEST_CASE("each state is told by its colours, and can be read on them") {
    for (const ThemeName name : {ThemeName::dark, ThemeName::light, ThemeName::high_contrast}) {
        const Theme& t = theme(name);
        for (int i = 0; i < look_count; ++i) {
            const StateLook& look = t.looks[static_cast<std::size_t>(i)];
            INFO("theme " << static_cast<int>(name) << ", look " << i);
            check_text(look.ink, look.fill, "text on the bar");
            if (look.pattern != Pattern::none) {
                check_text(look.ink, look.texture, "text on the bar's texture");
            }
            check_text(look.text, t.panel, "text on the panel");
            check_text(look.text, t.well, "text in a well");
            check_graphics(look.edge, t.panel, "border on the panel");
            check_graphics(look.edge, t.well, "border in a well");
        }
    }
}

TEST_CASE("no two states share a mark, so colour is never alone") {
    const Theme& t = theme(ThemeName::dark);
    for (int a = 0; a < look_count; ++a) {
        for (int b = a + 1; b < look_count; ++b) {
            CHECK(t.looks[static_cast<std::size_t>(a)].mark !=
                  t.looks[static_cast<std::size_t>(b)].mark);
        }
    }
}

TEST_CASE("the dots of tasks stand out from panels and from highlighted lines") {
    for (const ThemeName name : {ThemeName::dark, ThemeName::light, ThemeName::high_contrast}) {
        const Theme& t = theme(name);
        for (TaskId task = 1; task <= t.identity.size(); ++task) {
            for (const ImU32 ground : {t.panel, t.well, t.suspended_line}) {
                check_graphics(t.task(task), ground, "dot");
            }
        }
        CHECK(t.task(1) != t.task(2));
        CHECK(t.task(1) == t.task(static_cast<TaskId>(1 + t.identity.size())));
    }
}

}  // namespace coroscope::viz
