#include "viz/model/overview.hpp"

#include <doctest/doctest.h>

#include "tests/model/samples.hpp"

namespace coroscope::viz {

namespace {

// Counted one beat at a time.
std::array<std::uint32_t, crowd_count> counts_at(const Tracks& tracks, std::size_t beat) {
    std::array<std::uint32_t, crowd_count> counts{};
    for (const Track& track : tracks.tracks) {
        if (track.kind != TrackKind::task && track.kind != TrackKind::callback) continue;
        for (const Span& span : track.spans) {
            if (beat < span.begin_beat || beat >= span.end_beat) continue;
            if (span.kind == SpanKind::running) ++counts[0];
            if (span.kind == SpanKind::ready) ++counts[1];
            if (span.kind == SpanKind::waiting) ++counts[2];
        }
    }
    return counts;
}

}  // namespace

TEST_CASE("the overview counts who runs, is ready and waits at every beat") {
    for (const trace::Recording& recording : test::many_recordings()) {
        const Beats beats{recording};
        const Tracks tracks = build_tracks(recording, beats);
        const Overview overview = build_overview(tracks, beats.last(), beats.size());
        REQUIRE(overview.slices.size() == beats.size());
        for (std::size_t beat = 0; beat < beats.size(); ++beat) {
            CHECK(overview.slices[beat].begin_beat == beat);
            CHECK(overview.slices[beat].counts == counts_at(tracks, beat));
            CHECK(overview.slices[beat].total() <= overview.most);
        }
    }
}

TEST_CASE(
    "however long a recording is, its overview is of bounded size and shows the busiest beats") {
    const trace::Recording recording = test::random_run(5, 4000);
    const Beats beats{recording};
    const Tracks tracks = build_tracks(recording, beats);
    const Overview all = build_overview(tracks, beats.last(), beats.size());
    const Overview few = build_overview(tracks, beats.last(), 64);
    CHECK(few.slices.size() <= 64);
    CHECK(few.most == all.most);
    for (std::size_t index = 0; index + 1 < few.slices.size(); ++index)
        CHECK(few.slices[index].begin_beat < few.slices[index + 1].begin_beat);
}

}  // namespace coroscope::viz
