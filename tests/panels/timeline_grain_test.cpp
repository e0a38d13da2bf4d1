#include "viz/panels/timeline_grain.hpp"

#include <random>

#include <doctest/doctest.h>

#include "tests/model/samples.hpp"

using namespace coroscope::viz;

namespace {

constexpr Box area{10, 20, 1300, 420};

struct Sample {
    explicit Sample(coroscope::trace::Recording made) : recording{std::move(made)} {}
    coroscope::trace::Recording recording;
    Beats beats{recording};
    Tracks tracks{build_tracks(recording, beats)};
    TimelineLayout layout = layout_timeline(tracks, {area, 120, 40, 1, 0});

    Axis axis(double blend = 0, Zoom zoom = {}) const {
        return {beats, blend, zoom, layout.left, layout.right};
    }
    std::vector<TimelineBar> bars(std::size_t track, const Axis& axis, double pixels) const {
        Grain grain{axis, pixels};
        return visible_bars(tracks.tracks[track], axis, grain);
    }
};

}  // namespace

TEST_CASE("the bars of a track cover what its spans cover, in their order") {
    const Sample sample{test::interrupted_sleepers()};
    for (std::size_t track = 0; track < sample.tracks.tracks.size(); ++track) {
        const SpanList& spans = sample.tracks.tracks[track].spans;
        const std::vector<TimelineBar> bars = sample.bars(track, sample.axis(), 1);
        CHECK(bars.size() == spans.size());
        for (std::size_t index = 0; index < bars.size(); ++index) {
            CHECK(bars[index].span == index);
            CHECK(bars[index].x0 == doctest::Approx(sample.axis().x_of(
                                        static_cast<double>(spans.begin_beat(index)))));
        }
    }
}

TEST_CASE("on the time axis a step that takes no time is a tick, and running beats ready") {
    const Sample sample{test::interrupted_sleepers()};
    const std::size_t track = sample.tracks.of_task(1);
    bool ticks = false;
    for (const TimelineBar& bar : sample.bars(track, sample.axis(1), 1))
        if (bar.merged && sample.tracks.tracks[track].spans.kind(bar.span) == SpanKind::running)
            ticks = true;
    CHECK(ticks);
}

TEST_CASE("a recording of any length gives few bars, and zoomed in its own again") {
    const Sample sample{test::random_run(11, 60'000)};
    const Axis whole = sample.axis();
    const double pixels = grain_width(sample.tracks, sample.layout, whole);
    std::size_t bars = 0;
    for (const TimelineRow& row : sample.layout.rows)
        bars += sample.bars(row.track, whole, pixels).size();
    CHECK(bars > 0);
    CHECK(bars <= 2000);
    CHECK(grain_width(sample.tracks, sample.layout, sample.axis(0, {2000, 0.5})) == 1);
}

TEST_CASE("at any zoom the bars hold every span in view, each once") {
    std::mt19937 random{7};
    for (const auto& recording :
         {test::random_run(5, 20'000), test::random_run(6, 500), test::jobs_in_a_thread()}) {
        const Sample sample{recording};
        for (int turn = 0; turn < 40; ++turn) {
            const double zoom = std::pow(2.0, static_cast<double>(random() % 12));
            const double scroll = static_cast<double>(random() % 1000) / 1000;
            const Axis axis = sample.axis(static_cast<double>(turn % 3) / 2, {zoom, scroll});
            const double pixels = 1 + static_cast<double>(random() % 40);
            for (std::size_t track = 0; track < sample.tracks.tracks.size(); ++track) {
                const SpanList& spans = sample.tracks.tracks[track].spans;
                std::size_t next = 0;
                bool begun = false;
                for (const TimelineBar& bar : sample.bars(track, axis, pixels)) {
                    if (begun) REQUIRE(bar.first == next);
                    REQUIRE(bar.span >= bar.first);
                    REQUIRE(bar.span < bar.first + bar.count);
                    begun = true;
                    next = bar.first + bar.count;
                }
                for (std::size_t index = 0; index < spans.size(); ++index) {
                    const double x0 = axis.x_of(static_cast<double>(spans.begin_beat(index)));
                    const double x1 = axis.x_of(static_cast<double>(spans.end_beat(index)));
                    const bool inside = x0 > axis.left() + 1 && x1 < axis.right() - 1;
                    if (!inside) continue;
                    const std::vector<TimelineBar> bars = sample.bars(track, axis, pixels);
                    REQUIRE(std::any_of(bars.begin(), bars.end(), [&](const TimelineBar& bar) {
                        return bar.first <= index && index < bar.first + bar.count;
                    }));
                    break;
                }
            }
        }
    }
}

TEST_CASE("the shares of a merged bar are those of the spans that it holds") {
    const Sample sample{test::random_run(5, 20'000)};
    for (const double blend : {0.0, 0.4, 1.0}) {
        const Axis axis = sample.axis(blend);
        for (std::size_t track = 0; track < sample.tracks.tracks.size(); ++track) {
            const SpanList& spans = sample.tracks.tracks[track].spans;
            for (const TimelineBar& bar : sample.bars(track, axis, 30)) {
                if (!bar.merged) continue;
                std::array<double, most_states> widths{};
                double whole = 0;
                for (std::size_t index = bar.first; index < bar.first + bar.count; ++index) {
                    const Span span = spans[index];
                    const std::size_t state = state_of(span.kind, span.blocking);
                    if (state == most_states) continue;
                    const double width = axis.x_of(static_cast<double>(span.end_beat)) -
                                         axis.x_of(static_cast<double>(span.begin_beat));
                    widths[state] += width;
                    whole += width;
                }
                const Shares shares = shares_of(sample.tracks.tracks[track], axis, bar);
                for (std::size_t state = 0; state < most_states && whole > 1e-6; ++state)
                    CHECK(shares[state] == doctest::Approx(widths[state] / whole).epsilon(1e-6));
            }
        }
    }
}
