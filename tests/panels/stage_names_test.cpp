// Names on the stage: whole wherever their token has room, in any lesson, language and size.
#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "viz/panels/stage_name.hpp"

namespace coroscope::viz {

namespace {

constexpr TextStyle callback{.face = Face::mono, .size = type::small};

NameLines lines_in(Bench& bench, std::string_view name, float width, float height) {
    NameLines lines;
    bench.canvas_frame([&](Canvas& canvas) {
        lines = name_lines(canvas, name, callback, canvas.px(width), canvas.px(height));
    });
    return lines;
}

std::string joined(const NameLines& name) {
    std::string all;
    for (const std::string_view line : name.lines) all += line;
    return all;
}

/// asyncio's own tasks and callbacks, about which no lesson speaks.
bool is_asyncios_own(std::string_view name) {
    return name.starts_with('_') || name.starts_with("shutdown_");
}

// The stage lies above the timeline, a token is not as wide as a panel.
bool is_on_a_token(const TextRecord& text, ImVec2 size, float scale) {
    return text.clip.max.y < size.y * 0.52f && text.clip.min.x > size.x * 0.3f &&
           text.clip.height() < 70 * scale;
}

}  // namespace

TEST_CASE("a name shrinks before it breaks, and breaks behind its underscores") {
    Bench bench{{1280, 720}, 1};
    const std::string_view name = "_run_until_complete_cb";
    const NameLines wide = lines_in(bench, name, 400, 20);
    CHECK(wide.lines.size() == 1);
    CHECK(wide.style.size == type::small);
    const NameLines narrower = lines_in(bench, name, 185, 20);
    CHECK(narrower.lines.size() == 1);
    CHECK(narrower.style.size == type::tiny);
    const NameLines two = lines_in(bench, name, 100, 30);
    REQUIRE(two.lines.size() == 2);
    CHECK(two.lines[0] == "_run_until_");
    CHECK(two.lines[1] == "complete_cb");
    CHECK(lines_in(bench, "shutdown_default_executor()", 75, 42).lines.size() == 3);
}

TEST_CASE("a name in lines says all that it said in one, and none is wider than its place") {
    Bench bench{{1280, 720}, 1};
    for (const std::string_view name :
         {"work(3)", "_set_result_unless_cancelled", "shutdown_default_executor()",
          "Server.accept_connection2(1, 2)", "a", "_", "__init__", ""})
        for (float width = 10; width < 260; width += 7)
            for (const float height : {12.0f, 26.0f, 39.0f}) {
                const NameLines set = lines_in(bench, name, width, height);
                CHECK(joined(set) == name);
                CHECK(static_cast<float>(set.lines.size()) <= height / 12);
                if (!set.whole) CHECK(set.lines.size() == 1);
                bench.canvas_frame([&](Canvas& canvas) {
                    for (const std::string_view line : set.lines)
                        if (set.whole) CHECK(canvas.text_width(line, set.style) <= width);
                });
            }
}

TEST_CASE("only asyncio's own names are ever cut short on the stage, on the slimmest tokens") {
    for (const auto& [size, scale] :
         {std::pair{ImVec2{1280, 720}, 1.0f}, std::pair{ImVec2{1920, 1080}, 1.0f},
          std::pair{ImVec2{3840, 2160}, 2.0f}}) {
        Bench bench{size, scale};
        for (const lessons::Lesson& lesson : lessons::all())
            for (const Language language : {Language::english, Language::chinese}) {
                const auto app = app_with_lesson(lesson.number, language);
                std::set<std::string> shortened;
                for (double before = -1; app->view().playback.target != before;) {
                    TextLog log;
                    bench.frame(*app, &log);
                    for (const TextRecord& text : log.texts) {
                        if (!text.shortened || !is_on_a_token(text, size, scale)) continue;
                        const bool slim = text.clip.height() < 25 * scale;
                        CAPTURE(text.text);
                        CAPTURE(text.clip.height());
                        CHECK(is_asyncios_own(text.text));
                        if (text.clip.width() > 110 * scale) CHECK(slim);
                        shortened.insert(text.text);
                    }
                    before = app->view().playback.target;
                    app->handle(Step{StepKind::beat, 1});
                    while (app->needs_animation()) app->advance(1);
                }
                CAPTURE(size.x);
                CAPTURE(lesson.number);
                CHECK(shortened.size() <= (size.x < 1900 ? 5U : 1U));
            }
    }
}

}  // namespace coroscope::viz
