// The timeline's rows where they have too little room to be read all at once: what the cursor is
// about is high, the rest stands in low strips that say how many they are.
#include "viz/panels/timeline_heights.hpp"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "tests/panels/bench.hpp"
#include "tests/panels/stage_stand.hpp"
#include "viz/panels/apply.hpp"
#include "viz/panels/timeline_draw.hpp"

using namespace coroscope::viz;
using coroscope::viz::test::Stand;

namespace {

constexpr auto timeline = Stand::Panel::timeline;

/// The first lesson's timeline, as it lies in a window of 1280×720.
struct FirstLesson : Stand {
    explicit FirstLesson(ImVec2 size = {560, 231})
        : Stand{app_with_lesson(1)->film().recording, size} {}
    TimelineScene scene() {
        frame(timeline);
        return make_timeline_scene(canvas(), area(),
                                   {film.recording, film.beats, film.tracks, view});
    }
    TimelineScene at(double position) {
        view.playback.position = position;
        return scene();
    }
    void handle(const Intents& intents) {
        for (const Intent& intent : intents) view = apply(std::move(view), intent, film);
    }
    [[nodiscard]] std::size_t last() const { return film.beats.last(); }
    [[nodiscard]] std::ptrdiff_t saying(std::string_view text) const {
        return std::ranges::count(log.texts, text, &TextRecord::text);
    }
};

std::vector<float> tops(const TimelineScene& scene) { return scene.layout.tops; }

}  // namespace

TEST_CASE("with too many rows, all are seen, and those that live at the cursor can be read") {
    FirstLesson bench;
    const std::size_t rows = bench.scene().layout.tops.size() - 1;
    REQUIRE(rows >= 11);
    REQUIRE_FALSE(bench.scene().layout.all_high);
    for (std::size_t beat = 0; beat <= bench.last(); ++beat) {
        const TimelineScene scene = bench.at(static_cast<double>(beat));
        CAPTURE(beat);
        CHECK(scene.layout.rows.size() == rows);
        CHECK(scene.layout.rows_below == 0);
        for (const TimelineRow& row : scene.layout.rows) {
            const Track& track = scene.track(row.track);
            CHECK(row.strip.h >= 6);
            if (life_at(track, beat) != RowLife::now) continue;
            const bool loop = track.kind == TrackKind::loop;
            CHECK(row.strip.h >= (loop ? 23 : 25));
            CHECK(row.bar.h >= 16);
        }
        // What is left of the room is too little for one more of them.
        CHECK(scene.layout.rows_area.h - scene.layout.tops.back() < 27);
    }
}

TEST_CASE("low rows say how many they are and why they are low, in both languages") {
    FirstLesson bench;
    const auto count_low = [](const TimelineScene& scene) {
        return std::ranges::count(scene.layout.rows, true, &TimelineRow::low);
    };
    for (std::size_t beat = 0; beat <= bench.last(); ++beat) {
        const TimelineScene scene = bench.at(static_cast<double>(beat));
        CAPTURE(beat);
        std::size_t told = 0;
        for (const LowRows& rows : low_rows(scene)) {
            told += rows.count;
            const std::string text = low_rows_text(scene, rows);
            CHECK(text.starts_with(std::to_string(rows.count)));
            CHECK(bench.saying(text) >= 1);
        }
        CHECK(told == static_cast<std::size_t>(count_low(scene)));
        for (const std::string& fault : test::text_faults(bench.log)) FAIL_CHECK(fault);
    }
    bench.at(static_cast<double>(bench.last()));
    CHECK(bench.saying("3 threads, ended") == 1);
    bench.view.language = Language::chinese;
    bench.scene();
    CHECK(bench.saying("3 个线程，已结束") == 1);
    bench.at(0);
    CHECK(std::ranges::any_of(
        bench.log.texts, [](const TextRecord& text) { return text.text.ends_with("，还没开始"); }));
}

TEST_CASE("the mouse on low rows names each of them, a click on a task's makes it high") {
    FirstLesson bench;
    const TimelineScene scene = bench.at(static_cast<double>(bench.last()));
    const TimelineRow* thread = nullptr;
    for (const TimelineRow& row : scene.layout.rows)
        if (row.low && scene.track(row.track).kind == TrackKind::thread && thread == nullptr)
            thread = &row;
    REQUIRE(thread != nullptr);
    bench.move({scene.layout.names.x + 40, thread->strip.mid_y()});
    bench.frame(timeline);
    bench.frame(timeline);
    CHECK(std::ranges::any_of(bench.log.texts, [](const TextRecord& text) {
        return text.layer > 0 && text.text.starts_with("Thread-2");
    }));
    // It is too low a mark to be folded by.
    const ImVec2 place{scene.layout.names.x + 40, thread->strip.mid_y()};
    CHECK(test::last_of<ToggleTrack>(bench.click(timeline, place)) == nullptr);

    const TimelineScene early = bench.at(2);
    const auto task = std::ranges::find_if(early.layout.rows, [&](const TimelineRow& row) {
        return row.low && early.track(row.track).kind == TrackKind::task;
    });
    REQUIRE(task != early.layout.rows.end());
    const std::size_t track = task->track;
    bench.handle(bench.click(timeline, {early.layout.names.x + 40, task->strip.mid_y()}));
    REQUIRE(bench.view.selection);
    CHECK_FALSE(bench.scene().row_of(track)->low);
    CHECK(bench.scene().layout.rows_below == 0);
}

TEST_CASE("rows change their heights without a leap, and never leave their room meanwhile") {
    FirstLesson bench;
    std::vector<float> before = tops(bench.at(0));
    for (double position = 0; position < static_cast<double>(bench.last()); position += 0.02) {
        const TimelineScene scene = bench.at(position);
        CAPTURE(position);
        CHECK(scene.layout.rows_below == 0);
        const std::vector<float> now = tops(scene);
        for (std::size_t row = 0; row < now.size(); ++row)
            CHECK(std::abs(now[row] - before[row]) <= 9);
        before = now;
    }
}

TEST_CASE("a click on empty ground seeks and nothing else, though rows are others there") {
    FirstLesson bench;
    const TimelineScene before = bench.at(2);
    const auto to = static_cast<float>(before.axis.x_of(static_cast<double>(bench.last()) - 6));
    for (const TimelineRow& row : before.layout.rows) {
        bench.view.playback.position = 2;
        bench.view.selection = {};
        bench.scene();
        const ImVec2 place{to, row.strip.mid_y()};
        const TimelineHit hit = hit_test(bench.canvas(), before, place);
        if (hit.span || hit.mark) continue;
        CAPTURE(row.track);
        bench.move(place);
        bench.frame(timeline);
        bench.press(0, true);
        for (int frame = 0; frame < 3; ++frame) bench.handle(bench.frame(timeline));
        CHECK(tops(bench.scene()) == tops(before));
        bench.press(0, false);
        bench.handle(bench.frame(timeline));
        bench.handle(bench.frame(timeline));
        CHECK_FALSE(bench.view.selection);
        CHECK_FALSE(bench.view.rows_held);
        CHECK(tops(bench.scene()) != tops(before));
    }
}

TEST_CASE("where rows have room none is low") {
    for (const int lesson : {2, 3, 5, 6}) {
        Stand bench{app_with_lesson(lesson)->film().recording, {560, 231}};
        bench.frame(timeline);
        const TimelineScene scene = make_timeline_scene(
            bench.canvas(), bench.area(),
            {bench.film.recording, bench.film.beats, bench.film.tracks, bench.view});
        CAPTURE(lesson);
        CHECK(scene.layout.all_high);
        for (const TimelineRow& row : scene.layout.rows) CHECK(row.strip.h >= 20);
    }
}
