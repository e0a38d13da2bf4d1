#include "viz/panels/timeline.hpp"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "tests/panels/stage_stand.hpp"
#include "viz/panels/timeline_draw.hpp"

using namespace coroscope::viz;
using coroscope::viz::test::Stand;

namespace {

constexpr auto timeline = Stand::Panel::timeline;

struct Timeline : Stand {
    explicit Timeline(coroscope::trace::Recording recording, ImVec2 size = {1300, 430})
        : Stand{std::move(recording), size} {}
    TimelineScene scene() {
        frame(timeline);
        return make_timeline_scene(canvas(), area(),
                                   {film.recording, film.beats, film.tracks, view});
    }
    ImVec2 in_bar(TaskId task, SpanKind kind) {
        const TimelineScene at = scene();
        for (const BarShape& bar : at.bars)
            if (at.track(bar.track).task == task && at.span(bar).kind == kind)
                return {bar.rect.centre().x, bar.rect.centre().y - 3};
        FAIL("no such bar");
        return {};
    }
    ImVec2 on_ruler(double position) {
        const TimelineScene at = scene();
        return {static_cast<float>(at.axis.x_of(position)), at.layout.ruler.mid_y()};
    }
    void apply(const Intents& intents) {
        for (const Intent& intent : intents) {
            if (const auto* seek = std::get_if<Seek>(&intent))
                view.playback.position = seek->position;
            if (const auto* zoom = std::get_if<SetZoom>(&intent)) {
                view.zoom = zoom->zoom;
                view.scroll = zoom->scroll;
            }
            if (const auto* rows = std::get_if<ScrollRows>(&intent)) view.rows_scroll = rows->rows;
        }
    }
};

/// The x of the playhead as it was drawn.
float drawn_playhead(const TextLog& log) {
    REQUIRE_FALSE(log.lines.empty());
    return log.lines.front().from.x;
}

}  // namespace

TEST_CASE("a click on a bar selects its task and does not move the cursor") {
    Timeline bench{test::interrupted_sleepers()};
    const Intents asked = bench.click(timeline, bench.in_bar(2, SpanKind::waiting));
    REQUIRE(test::last_of<Select>(asked) != nullptr);
    CHECK(test::last_of<Select>(asked)->party == Party::task(2));
    CHECK(test::last_of<Seek>(asked) == nullptr);
}

TEST_CASE("the bar of a wait_for of a gather is about all of its tasks, not the first") {
    Timeline bench{test::wait_for_gather().at(1).future_done(2).woken(1).step_begin(1).recording()};
    bench.frame(timeline);
    CHECK(std::any_of(bench.log.texts.begin(), bench.log.texts.end(),
                      [](const TextRecord& text) { return text.text == "for 2 tasks"; }));
}

TEST_CASE("a click on a task's name selects it") {
    Timeline bench{test::interrupted_sleepers()};
    const TimelineScene scene = bench.scene();
    const TimelineRow* row = scene.row_of(bench.film.tracks.of_task(3));
    REQUIRE(row != nullptr);
    const Intents asked = bench.click(timeline, {scene.layout.names.x + 30, row->strip.mid_y()});
    REQUIRE(test::last_of<Select>(asked) != nullptr);
    CHECK(test::last_of<Select>(asked)->party == Party::task(3));
}

TEST_CASE("a click on the ruler seeks there, on empty ground too") {
    Timeline bench{test::interrupted_sleepers()};
    const Intents ruler = bench.click(timeline, bench.on_ruler(9));
    REQUIRE(test::last_of<Seek>(ruler) != nullptr);
    CHECK(test::last_of<Seek>(ruler)->position == doctest::Approx(9).epsilon(0.01));

    const TimelineScene scene = bench.scene();
    const TimelineRow& row = scene.layout.rows[3];
    REQUIRE(row.bar.y > row.strip.y + 2);
    const Intents ground =
        bench.click(timeline, {static_cast<float>(scene.axis.x_of(4)), row.strip.y + 1});
    REQUIRE(test::last_of<Seek>(ground) != nullptr);
    CHECK(test::last_of<Seek>(ground)->position == doctest::Approx(4).epsilon(0.01));
}

TEST_CASE("a drag on the ruler takes the cursor along, also past the ends") {
    Timeline bench{test::interrupted_sleepers()};
    bench.move(bench.on_ruler(3));
    bench.frame(timeline);
    bench.press(0, true);
    bench.apply(bench.frame(timeline));
    CHECK(bench.view.playback.position == doctest::Approx(3).epsilon(0.01));
    bench.move(bench.on_ruler(11));
    bench.apply(bench.frame(timeline));
    CHECK(bench.view.playback.position == doctest::Approx(11).epsilon(0.01));
    bench.move({5000, 5});
    bench.apply(bench.frame(timeline));
    CHECK(bench.view.playback.position ==
          doctest::Approx(static_cast<double>(bench.film.beats.last())));
    bench.move({-50, 5});
    bench.apply(bench.frame(timeline));
    CHECK(bench.view.playback.position == 0);
    bench.press(0, false);
    CHECK(test::last_of<Seek>(bench.frame(timeline)) == nullptr);
    bench.move(bench.on_ruler(6));
    CHECK(test::last_of<Seek>(bench.frame(timeline)) == nullptr);
}

TEST_CASE("the wheel zooms and keeps what is under the mouse where it is") {
    Timeline bench{test::interrupted_sleepers()};
    for (const double blend : {0.0, 1.0}) {
        bench.view.axis_blend = blend;
        bench.view.zoom = 1;
        bench.view.scroll = 0;
        const TimelineScene before = bench.scene();
        const float x = static_cast<float>(before.axis.left() + 300);
        const double position = before.axis.position_at(x);
        bench.move({x, before.layout.ruler.mid_y()});
        bench.frame(timeline);
        bench.wheel(2);
        bench.apply(bench.frame(timeline));
        CHECK(bench.view.zoom > 1.3);
        CHECK(bench.scene().axis.position_at(x) == doctest::Approx(position).epsilon(0.001));
        bench.wheel(-20);
        bench.apply(bench.frame(timeline));
        CHECK(bench.view.zoom == 1);
        CHECK(bench.view.scroll == 0);
    }
}

TEST_CASE("shift and wheel, or the middle button, pan; a double click fits again") {
    Timeline bench{test::interrupted_sleepers()};
    bench.view.zoom = 4;
    bench.view.scroll = 0.3;
    bench.move({700, 8});
    bench.frame(timeline);
    bench.wheel(1, true);
    bench.apply(bench.frame(timeline));
    CHECK(bench.view.zoom == 4);
    CHECK(bench.view.scroll < 0.3);

    const double position = bench.scene().axis.position_at(700);
    bench.press(2, true);
    bench.frame(timeline);
    bench.move({760, 8});
    bench.apply(bench.frame(timeline));
    CHECK(bench.scene().axis.position_at(760) == doctest::Approx(position).epsilon(0.001));
    bench.press(2, false);
    bench.frame(timeline);

    bench.apply(bench.click(timeline, {700, 8}));
    bench.apply(bench.click(timeline, {700, 8}));
    CHECK(bench.view.zoom == 1);
}

TEST_CASE("over the names the wheel scrolls the rows, no further than they go") {
    Timeline bench{test::random_run(3, 2000)};
    const TimelineScene scene = bench.scene();
    REQUIRE(scene.layout.most_scroll > 0);
    bench.move({scene.layout.names.x + 5, scene.layout.names.mid_y()});
    bench.frame(timeline);
    bench.wheel(-3);
    bench.apply(bench.frame(timeline));
    CHECK(bench.view.rows_scroll == 3);
    bench.wheel(-1000);
    bench.apply(bench.frame(timeline));
    CHECK(bench.view.rows_scroll == scene.layout.most_scroll);
    bench.wheel(1000);
    bench.apply(bench.frame(timeline));
    CHECK(bench.view.rows_scroll == 0);
}

TEST_CASE("below a crowd of callbacks it is said how many more there are, in both languages") {
    Timeline bench{test::crowd_of_callbacks(200)};
    const auto says = [&](std::string_view text) {
        return std::ranges::count(bench.log.texts, text, &TextRecord::text);
    };
    bench.frame(timeline);
    CHECK(says("job(1)") > 0);
    bench.view.rows_scroll = bench.scene().layout.most_scroll;
    bench.frame(timeline);
    CHECK(says("job(64)") > 0);
    CHECK(says("and 136 more callbacks") == 1);
    CHECK(test::text_faults(bench.log).empty());
    bench.view.language = Language::chinese;
    bench.frame(timeline);
    CHECK(says("还有 136 个回调") == 1);
    // The row is nobody's: a click on it selects nothing.
    const Box last = bench.scene().layout.rows.back().strip;
    const auto asked = bench.click(timeline, {last.x + 5, last.mid_y()});
    CHECK(test::last_of<ToggleTrack>(asked) == nullptr);
    const auto* select = test::last_of<Select>(asked);
    CHECK((select == nullptr || !select->party));
}

TEST_CASE("the playhead is where the axis has the cursor, on both axes and between them") {
    Timeline bench{test::interrupted_sleepers()};
    for (const double blend : {0.0, 0.4, 1.0})
        for (const double position : {0.0, 4.0, 10.5, 20.0}) {
            bench.view.axis_blend = blend;
            bench.view.playback.position = position;
            const double x = bench.scene().axis.x_of(position);
            CHECK(std::abs(drawn_playhead(bench.log) - x) <= 1);
        }
}

TEST_CASE("no text of the timeline is cut off, leaves its bar, overlaps or is crossed") {
    for (const auto& recording : {test::interrupted_sleepers(), test::blocking_sleepers(),
                                  test::jobs_in_a_thread(), test::random_run(5, 250)})
        for (const ImVec2 size : {ImVec2{1300, 430}, ImVec2{624, 248}}) {
            Timeline bench{recording, size};
            for (const Language language : {Language::english, Language::chinese})
                for (const double blend : {0.0, 0.5, 1.0})
                    for (const double zoom : {1.0, 2.7}) {
                        bench.view.language = language;
                        bench.view.axis_blend = blend;
                        bench.view.zoom = zoom;
                        bench.view.scroll = zoom > 1 ? 0.31 : 0;
                        const double step =
                            static_cast<double>(bench.film.beats.last()) / 37 + 0.01;
                        for (double position = 0;
                             position <= static_cast<double>(bench.film.beats.last());
                             position += step) {
                            bench.view.playback.position = position;
                            bench.frame(timeline);
                            CAPTURE(position);
                            CAPTURE(size.x);
                            CAPTURE(blend);
                            for (const std::string& fault : test::text_faults(bench.log)) {
                                CAPTURE(fault);
                                CHECK(fault.empty());
                            }
                        }
                    }
        }
}

TEST_CASE("the mouse on a bar explains it") {
    Timeline bench{test::interrupted_sleepers()};
    bench.move(bench.in_bar(2, SpanKind::waiting));
    bench.frame(timeline);
    bench.frame(timeline);
    bool explained = false;
    for (const TextRecord& text : bench.log.texts)
        explained = explained || (text.layer > 0 && text.text.find("sleep") != std::string::npos);
    CHECK(explained);
}

TEST_CASE("the veil leaves the future's edges a contrast of 3 to 1") {
    for (const ThemeName name : {ThemeName::dark, ThemeName::light, ThemeName::high_contrast}) {
        const Theme& colours = theme(name);
        const float strength = veil_strength(colours);
        CHECK(strength > 0.2f);
        for (const StateLook& look : colours.looks)
            CHECK(contrast(mix(look.edge, colours.panel, strength), colours.panel) >= 3);
    }
}

TEST_CASE("a long recording with a hundred tasks stays within the budget of a frame") {
    Timeline bench{test::random_run(11, 30'000)};
    for (const double zoom : {1.0, 10.0, 300.0})
        for (const double blend : {0.0, 1.0}) {
            bench.view.zoom = zoom;
            bench.view.axis_blend = blend;
            bench.frame(timeline);
            CHECK(bench.log.texts.size() < 160);
            CHECK(ImGui::GetDrawData()->TotalVtxCount < 60'000);
        }
}

TEST_CASE("at any zoom a frame keeps to its rectangles and labels, and every row shows something") {
    Timeline bench{test::random_run(21, 80'000)};
    bench.view.selection = Party::task(3);
    bench.view.all_arrows = true;
    for (double zoom = 1; zoom < static_cast<double>(bench.film.beats.last()); zoom *= 3)
        for (const double blend : {0.0, 0.5, 1.0}) {
            bench.view.zoom = zoom;
            bench.view.scroll = zoom > 1 ? 0.4 : 0;
            bench.view.axis_blend = blend;
            const TimelineScene scene = bench.scene();
            CAPTURE(zoom);
            CAPTURE(blend);
            CHECK(rectangles_of(scene) <= 2000);
            CHECK(scene.labels.size() <= 100);
            CHECK(scene.marks.size() <= 300);
        }
}

TEST_CASE("a column of many spans says how many it holds and what share each state has") {
    Timeline bench{test::random_run(21, 80'000)};
    const TimelineScene scene = bench.scene();
    REQUIRE_FALSE(scene.crowds.empty());
    const CrowdShape* column = nullptr;
    for (const CrowdShape& each : scene.crowds)
        if (each.count > 1 && (column == nullptr || each.rect.width() > column->rect.width()))
            column = &each;
    REQUIRE(column != nullptr);
    int height = 0;
    for (const std::uint16_t each : column->heights) height += each;
    CHECK(height == static_cast<int>(column->rect.height()));
    bench.move(column->rect.centre());
    bench.frame(timeline);
    bench.frame(timeline);
    bool explained = false;
    for (const TextRecord& text : bench.log.texts)
        explained = explained || (text.layer > 0 && text.text.find(" %") != std::string::npos);
    CHECK(explained);
}

TEST_CASE("a low timeline scrolls to the row of the task that acts at the cursor") {
    Timeline bench{test::random_run(3, 2000)};
    REQUIRE(bench.scene().layout.rows_below > 0);
    const std::size_t last = bench.film.beats.last();
    for (std::size_t step = 0; step <= 2 * last; step += last / 30 + 1) {
        const std::size_t beat = step <= last ? step : 2 * last - step;  // there and back
        bench.view.playback.position = static_cast<double>(beat);
        if (const auto rows = rows_to_follow(bench.scene())) bench.view.rows_scroll = *rows;
        const TaskId task = bench.film.beats[beat].task;
        const std::size_t track = bench.film.tracks.of_task(task);
        if (task == 0 || track == Tracks::none) continue;
        CAPTURE(beat);
        const TimelineScene scene = bench.scene();
        CHECK(std::any_of(scene.layout.rows.begin(), scene.layout.rows.end(),
                          [&](const TimelineRow& row) { return row.track == track; }));
    }
}

TEST_CASE("the legend explains a task destroyed while pending where there is one") {
    const auto says = [](Timeline& shown) {
        const float legend = shown.scene().layout.legend.y;
        return std::any_of(
            shown.log.texts.begin(), shown.log.texts.end(), [legend](const TextRecord& text) {
                return text.text.starts_with("Destroyed") && text.rect.min.y >= legend;
            });
    };
    test::RecordingBuilder run;
    run.loop_new().task_new(1, "a()").run_begin("run_forever").iteration(1);
    run.step_begin(1).step_end(1, "yields").run_end();
    Timeline none{run.recording(), {900, 430}};
    CHECK_FALSE(says(none));
    run.destroyed(1);
    Timeline one{run.recording(), {900, 430}};
    CHECK(says(one));
}
