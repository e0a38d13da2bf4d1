// The timeline's rows where they do not all fit: they follow what acts, calmly, and stay under the
// mouse that folds them.
#include <algorithm>
#include <optional>

#include <doctest/doctest.h>

#include "lessons/sandbox/program.hpp"
#include "tests/panels/bench.hpp"
#include "tests/panels/stage_stand.hpp"
#include "viz/model/rows.hpp"
#include "viz/panels/apply.hpp"
#include "viz/panels/sandbox_editor.hpp"
#include "viz/panels/timeline_draw.hpp"

using namespace coroscope::viz;
using coroscope::viz::test::Stand;
namespace sandbox = coroscope::sandbox;

namespace {

constexpr auto timeline = Stand::Panel::timeline;

/// As many loops and tasks as the sandbox has, which take turns.
sandbox::Program largest_program() {
    using enum sandbox::StepKind;
    sandbox::Program program = sandbox::first_program();
    program.loops = sandbox::most_loops;
    while (program.tasks.size() < sandbox::most_tasks)
        program.tasks.push_back(
            {.name = new_task_name(program), .loop = program.tasks.size() % program.loops});
    int tenths = 3;
    for (sandbox::TaskPlan& task : program.tasks)
        task.steps = {{.kind = sleep, .tenths = tenths += 2}, {.kind = print, .text = "done"}};
    program.tasks[0].steps.push_back({.kind = cancel, .task = 5});
    return program;
}

coroscope::trace::Recording largest_run() {
    const auto app = app_with_lesson(9);
    app->handle(Build{sandbox::write(largest_program())});
    wait_for_run(*app);
    return app->film().recording;
}

/// As the timeline lies in a window of 1280×720, or less: by default so low that rows are scrolled.
struct LowTimeline : Stand {
    explicit LowTimeline(float height = 160) : Stand{largest_run(), {640, height}} {}
    TimelineScene scene() {
        frame(timeline);
        return make_timeline_scene(canvas(), area(),
                                   {film.recording, film.beats, film.tracks, view});
    }
    void handle(const Intents& intents) {
        for (const Intent& intent : intents) view = apply(std::move(view), intent, film);
    }
    /// What a frame after the cursor has moved asks for.
    bool follow() {
        const std::optional<double> rows = rows_to_follow(scene());
        if (rows) handle({FollowRows{*rows}});
        return rows.has_value();
    }
    /// The row of the task that acts, where one does.
    std::optional<std::size_t> acting() const {
        const auto beat = static_cast<std::size_t>(view.playback.position);
        const std::size_t track = film.tracks.of_task(film.beats[beat].task);
        return film.beats[beat].task != 0 && track != Tracks::none ? std::optional{track}
                                                                   : std::nullopt;
    }
};

}  // namespace

TEST_CASE("rows follow what acts in few moves, there and back, and it is always to be seen") {
    LowTimeline bench;
    REQUIRE(bench.scene().layout.most_scroll > 0);
    const std::size_t last = bench.film.beats.last();
    REQUIRE(last > 100);
    for (const int direction : {1, -1}) {
        std::size_t moves = 0;
        for (std::size_t step = 0; step <= last; ++step) {
            bench.view.playback.direction = direction;
            bench.view.playback.position = static_cast<double>(direction > 0 ? step : last - step);
            moves += bench.follow() ? 1 : 0;
            bench.view = advanced(std::move(bench.view), bench.film, 1);
            const std::optional<std::size_t> acting = bench.acting();
            if (!acting) continue;
            CAPTURE(bench.view.playback.position);
            CHECK(bench.scene().row_of(*acting) != nullptr);
        }
        CAPTURE(direction);
        CAPTURE(last);
        CHECK(moves <= last / 12);
    }
}

TEST_CASE("rows glide to where they follow, at once where motion is reduced") {
    LowTimeline bench;
    const double most = bench.scene().layout.most_scroll;
    REQUIRE(most > 1);
    bench.handle({FollowRows{most}});
    CHECK(bench.view.rows_scroll == 0);
    CHECK(needs_animation(bench.view));
    bench.view = advanced(std::move(bench.view), bench.film, 0.03);
    const double under_way = bench.view.rows_scroll;
    CHECK(under_way > 0);
    CHECK(under_way < most);
    const TimelineScene scene = bench.scene();
    for (const TimelineRow& row : scene.layout.rows) {
        CHECK(row.strip.y >= scene.layout.rows_area.y - 0.5f);
        CHECK(row.strip.bottom() <= scene.layout.rows_area.bottom() + 0.5f);
    }
    for (int frame = 0; frame < 10; ++frame)
        bench.view = advanced(std::move(bench.view), bench.film, 0.02);
    CHECK(bench.view.rows_scroll == most);
    CHECK_FALSE(needs_animation(bench.view));

    bench.handle({FollowRows{1}, ScrollRows{2}});  // a person's wheel ends the glide
    CHECK(bench.view.rows_scroll == 2);
    CHECK_FALSE(needs_animation(bench.view));

    bench.view.reduced_motion = true;
    bench.handle({FollowRows{0}});
    CHECK(bench.view.rows_scroll == 0);
    CHECK_FALSE(needs_animation(bench.view));
}

TEST_CASE("a second click at the same place unfolds what the first has folded, scrolled or not") {
    double furthest = 0;
    for (const float height : {110.0f, 160.0f, 250.0f, 330.0f}) {
        LowTimeline bench{height};
        const double most = bench.scene().layout.most_scroll;
        furthest = std::max(furthest, most);
        CAPTURE(height);
        for (double scroll = 0; scroll <= most; ++scroll) {
            bench.view.folded.clear();
            bench.handle({ScrollRows{scroll}});
            const TimelineScene before = bench.scene();
            for (const TimelineRow& row : before.layout.rows) {
                const TrackKind kind = before.track(row.track).kind;
                if (row.low || (kind != TrackKind::thread && kind != TrackKind::loop)) continue;
                CAPTURE(scroll);
                CAPTURE(row.track);
                const ImVec2 place{before.layout.names.x + 30, row.strip.mid_y()};
                bench.handle(bench.click(timeline, place));
                CHECK(bench.view.folded ==
                      std::vector<std::uint32_t>{static_cast<std::uint32_t>(row.track)});
                bench.handle(bench.click(timeline, place));
                CHECK(bench.view.folded.empty());
                const TimelineScene after = bench.scene();
                REQUIRE(after.row_of(row.track) != nullptr);
                CHECK(after.row_of(row.track)->strip == row.strip);
            }
        }
    }
    CHECK(furthest > 0);
}
