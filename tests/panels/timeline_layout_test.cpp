#include "viz/panels/timeline_layout.hpp"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>

#include "tests/model/samples.hpp"
#include "viz/model/tracks.hpp"
#include "viz/panels/timeline_grain.hpp"

using namespace coroscope::viz;

namespace {

constexpr Box area{10, 20, 1300, 420};

struct Sample {
    explicit Sample(coroscope::trace::Recording made) : recording{std::move(made)} {}
    coroscope::trace::Recording recording;
    Beats beats{recording};
    Tracks tracks{build_tracks(recording, beats)};
    TimelineLayout layout(double scroll = 0) const {
        return layout_timeline(tracks, {area, 120, 40, 1, scroll});
    }
    Axis axis(double blend = 0, Zoom zoom = {}) const {
        const TimelineLayout at = layout();
        return {beats, blend, zoom, at.left, at.right};
    }
};

}  // namespace

TEST_CASE("rows of the timeline follow each other without overlapping, inside their area") {
    for (const auto& recording : test::many_recordings()) {
        const Sample sample{recording};
        const TimelineLayout layout = sample.layout();
        float last = layout.rows_area.y;
        for (const TimelineRow& row : layout.rows) {
            CHECK(row.strip.y >= last - 0.5f);
            CHECK(row.bar.y >= row.strip.y);
            CHECK(row.bar.bottom() <= row.strip.bottom() + 0.5f);
            last = row.strip.bottom();
        }
        CHECK(last <= layout.rows_area.bottom() + 1);
        CHECK(layout.rows.size() + layout.rows_below == sample.tracks.tracks.size());
    }
}

TEST_CASE("rows become low before one of them vanishes, and the person's empty one goes first") {
    const Sample sample{test::interrupted_sleepers()};
    const std::size_t count = sample.tracks.tracks.size();
    REQUIRE(sample.tracks.tracks.back().kind == TrackKind::person);
    const auto shown_in = [&](float height, bool person_idle) {
        return layout_timeline(sample.tracks,
                               {.area = {0, 0, 900, height}, .person_idle = person_idle});
    };
    float height = 400;
    std::size_t low = 0;
    while (shown_in(height, false).rows.size() == count) {
        const TimelineLayout layout = shown_in(height, false);
        low = 0;
        for (const TimelineRow& row : layout.rows) {
            low += row.low ? 1 : 0;
            if (!row.low) CHECK(row.strip.h >= 16);
            CHECK(row.bar.h >= (row.low ? 5 : 13));
        }
        --height;
    }
    CAPTURE(height);
    // No legend took the room, and of those that do not live at the cursor none was high.
    CHECK(low >= 3);
    CHECK(shown_in(height, true).rows.size() == count - 1);
    CHECK(shown_in(height, true).rows_below == 0);
}

TEST_CASE("the person's row stands empty only where the others are high enough for the back row") {
    const Sample sample{test::interrupted_sleepers()};
    const std::size_t count = sample.tracks.tracks.size();
    int with = 0;
    int without = 0;
    for (float height = 150; height < 500; ++height) {
        const TimelineLayout layout =
            layout_timeline(sample.tracks, {.area = {0, 0, 900, height}, .person_idle = true});
        REQUIRE(layout.rows_below == 0);
        (layout.rows.size() == count ? with : without) += 1;
        if (layout.rows.size() < count) continue;
        for (const TimelineRow& row : layout.rows) {
            const TrackKind kind = sample.tracks.tracks[row.track].kind;
            if (kind == TrackKind::task) CHECK(row.strip.h >= 26);
        }
    }
    CHECK(with > 0);
    CHECK(without > 0);
}

TEST_CASE("a row that is folded stays where it is: a second click there unfolds it") {
    for (const auto& recording : {test::jobs_in_a_thread(), test::interrupted_sleepers()}) {
        const Sample sample{recording};
        const TimelineLayout unfolded = sample.layout();
        REQUIRE(unfolded.rows_below == 0);
        for (const TimelineRow& row : unfolded.rows) {
            const std::array folded{static_cast<std::uint32_t>(row.track)};
            const TimelineLayout after =
                layout_timeline(sample.tracks, {area, 120, 40, 1, 0, folded});
            const auto same =
                std::find_if(after.rows.begin(), after.rows.end(),
                             [&](const TimelineRow& each) { return each.track == row.track; });
            REQUIRE(same != after.rows.end());
            CHECK(same->strip == row.strip);
        }
    }
}

TEST_CASE("scrolled to the end, the last row is to be seen") {
    const Sample sample{test::random_run(3, 2000)};
    const TimelineLayout top = sample.layout();
    REQUIRE(top.rows_below > 0);
    CHECK(top.most_scroll > 0);
    const TimelineLayout bottom = sample.layout(top.most_scroll);
    CHECK(bottom.rows_below == 0);
    CHECK(bottom.rows.back().track + 1 == sample.tracks.tracks.size());
    // Further is not possible.
    CHECK(sample.layout(1e9).rows.front().track == bottom.rows.front().track);
}

TEST_CASE("names of times on the ruler keep their distance and rise, on both axes at any zoom") {
    for (const auto& recording :
         {test::interrupted_sleepers(), test::random_run(3, 5000), test::blocking_sleepers()}) {
        const Sample sample{recording};
        for (const double blend : {0.0, 0.3, 1.0})
            for (const double zoom : {1.0, 3.0, 40.0})
                for (const double scroll : {0.0, 0.4, 0.9}) {
                    const Axis axis = sample.axis(blend, {zoom, scroll});
                    double last = -1e9;
                    double time = -1;
                    for (const RulerTick& tick : ruler_ticks(axis, blend >= 0.5, 80)) {
                        CHECK(tick.x - last >= 79.9);
                        CHECK(tick.t_ns > time);
                        CHECK(tick.x == doctest::Approx(axis.x_of_time(tick.t_ns)).epsilon(0.01));
                        last = tick.x;
                        time = tick.t_ns;
                    }
                }
    }
}

TEST_CASE("the ruler of steps names an instant where the time changes") {
    const Sample sample{test::interrupted_sleepers()};
    const std::vector<RulerTick> ticks = ruler_ticks(sample.axis(), false, 60);
    REQUIRE(ticks.size() >= 3);
    CHECK(ticks[0].t_ns == 0);
    CHECK(ticks[1].t_ns == 1e9);
    CHECK(ticks[2].t_ns == 1.5e9);
}
