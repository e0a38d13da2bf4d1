// Names on the stage: whole wherever their token has room, in any lesson, language and size.
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/panels/stage_stand.hpp"
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

// The stage lies above the timeline and beside the listing.
bool is_on_the_stage(const TextRecord& text, ImVec2 size) {
    return text.layer == 0 && text.clip.max.y < size.y * 0.52f && text.clip.min.x > size.x * 0.3f;
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

TEST_CASE("a waiting task says what it waits for, beside a longer name too") {
    test::RecordingBuilder run;
    run.loop_new().run_begin("run");
    run.task_new(1, "main()").step_begin(1).waits(1, "sleep", {}, 1).step_end(1, "waits");
    TaskId task = 2;
    for (const char* label : {"waiter(…, 'a')", "waiter(…, 'b')", "waiter(…, 'c')"}) {
        run.task_new(task, label).step_begin(task).waits(task, "event").step_end(task, "waits");
        ++task;
    }
    test::Stand stand{run.recording(), {845, 260}};
    stand.view.playback.position = static_cast<double>(stand.film.beats.last());
    stand.frame(test::Stand::Panel::stage);
    const auto says = [&](std::string_view words) {
        return std::ranges::count_if(stand.log.texts, [&](const TextRecord& text) {
            return text.text.find(words) != std::string::npos;
        });
    };
    CHECK(says("waiter(") == 3);
    CHECK(says("event") == 3);
}

TEST_CASE("no name on the stage is ever cut short, nor its sentence, in any lesson and language") {
    struct Window {
        ImVec2 size;
        float scale;
        bool presenting;
    };
    for (const auto& [size, scale, presenting] :
         {Window{{1280, 720}, 1, false}, Window{{1280, 720}, 1, true},
          Window{{1920, 1080}, 1, false}, Window{{3840, 2160}, 2, false}}) {
        Bench bench{size, scale, presenting};
        for (const lessons::Lesson& lesson : lessons::all())
            for (const Language language : {Language::english, Language::chinese}) {
                const auto app = app_with_lesson(lesson.number, language);
                app->handle(Present{presenting});
                for (double before = -1; app->view().playback.target != before;) {
                    TextLog log;
                    bench.frame(*app, &log);
                    CAPTURE(size.x);
                    CAPTURE(presenting);
                    CAPTURE(lesson.number);
                    for (const TextRecord& text : log.texts) {
                        const bool seen = presenting || is_on_the_stage(text, size);
                        if (text.shortened && seen) CHECK(text.text == "");
                        // In lines, a name keeps off the border of its token.
                        if (text.text != "shutdown_" && text.text != "executor()") continue;
                        CAPTURE(text.text);
                        const Rect letters = text.rect.inset(0, text.rect.height() * 0.12f);
                        CHECK(letters.min.y >= text.clip.min.y + 0.5f);
                        CHECK(letters.max.y <= text.clip.max.y - 0.5f);
                    }
                    before = app->view().playback.target;
                    app->handle(Step{StepKind::beat, 1});
                    while (app->needs_animation()) app->advance(1);
                }
            }
    }
}

}  // namespace coroscope::viz
