#include "viz/model/span_list.hpp"

#include <random>

#include <doctest/doctest.h>

#include "tests/model/samples.hpp"
#include "viz/model/film_index.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/packed_world.hpp"

using namespace coroscope;
using namespace coroscope::viz;

namespace {

StateSums one_by_one(const SpanList& spans, std::size_t first, std::size_t last) {
    StateSums sums;
    for (std::size_t index = first; index < last; ++index) {
        const Span span = spans[index];
        const std::size_t state = state_of(span.kind, span.blocking);
        if (state < most_states) {
            sums.beats[state] += span.end_beat - span.begin_beat;
            sums.ns[state] += span.end_ns - span.begin_ns;
        }
    }
    return sums;
}

}  // namespace

TEST_CASE("a list answers what adding span by span comes to, over any spans") {
    std::mt19937 random{3};
    std::vector<trace::Recording> recordings = test::many_recordings();
    recordings.push_back(test::random_run(9, 30'000));
    for (const trace::Recording& recording : recordings) {
        const Beats beats{recording};
        const Tracks tracks = build_tracks(recording, beats);
        for (const Track& track : tracks.tracks) {
            const std::size_t size = track.spans.size();
            std::size_t visited = 0;
            track.spans.each([&](SpanKind kind, std::size_t begin, std::size_t end) {
                const Span span = track.spans[visited++];
                REQUIRE(span.kind == kind);
                REQUIRE(span.begin_beat == begin);
                REQUIRE(span.end_beat == end);
            });
            REQUIRE(visited == size);
            REQUIRE(track.spans.sums(0, size) == one_by_one(track.spans, 0, size));
            for (int turn = 0; turn < 20; ++turn) {
                const std::size_t first = random() % (size + 1);
                const std::size_t last = first + random() % (size - first + 1);
                REQUIRE(track.spans.sums(first, last) == one_by_one(track.spans, first, last));
            }
        }
    }
}

TEST_CASE("sums over groups of spans are exact, and look at few spans one by one") {
    SpanStore store;
    SpanGroups groups{store, 2};
    std::vector<std::uint64_t> lengths;
    StateSums until_now;
    std::mt19937 random{1};
    constexpr std::size_t size = 8000;
    for (std::size_t span = 0; span < size; ++span) {
        lengths.push_back(random() % 1000);
        until_now.beats[span % 2] += lengths.back();
        until_now.ns[span % 2] -= static_cast<std::int64_t>(lengths.back());
        if (lengths.size() % SpanGroups::per_group == 0) {
            SpanGroups::Group group{};
            std::copy(lengths.end() - SpanGroups::per_group, lengths.end(), group.begin());
            groups.add(group, until_now);
        }
    }
    lengths.push_back(7);
    groups.finish({7}, 1);
    REQUIRE(groups.size() == lengths.size());
    for (int turn = 0; turn < 500; ++turn) {
        const std::size_t first = random() % lengths.size();
        const std::size_t last = first + random() % (lengths.size() - first + 1);
        StateSums expected;
        StateSums sums;
        for (std::size_t index = first; index < last; ++index) {
            REQUIRE(groups[index] == lengths[index]);
            expected.beats[index % 2] += lengths[index];
            expected.ns[index % 2] -= static_cast<std::int64_t>(lengths[index]);
        }
        std::size_t leaves = 0;
        groups.sum(first, last, sums, [&](std::size_t index) {
            sums.beats[index % 2] += lengths[index];
            sums.ns[index % 2] -= static_cast<std::int64_t>(lengths[index]);
            ++leaves;
        });
        REQUIRE(sums == expected);
        REQUIRE(leaves < 2 * SpanGroups::per_group);
    }
}

TEST_CASE("the first span from a beat on is found from wherever the search begins") {
    const trace::Recording recording = test::random_run(9, 5000);
    const Beats beats{recording};
    const Tracks tracks = build_tracks(recording, beats);
    for (const Track& track : tracks.tracks) {
        const SpanList& spans = track.spans;
        for (std::size_t beat = 0; beat <= beats.size(); beat += 37) {
            std::size_t expected = 0;
            while (expected < spans.size() && spans.begin_beat(expected) < beat) ++expected;
            REQUIRE(spans.first_from(beat) == expected);
            REQUIRE(spans.first_from(beat, expected / 2) == expected);
        }
    }
}

TEST_CASE("an index that grows event by event is the one of the whole recording") {
    for (const trace::Recording& recording : test::many_recordings()) {
        trace::Recording growing = recording;
        growing.events.clear();
        growing.events.reserve(recording.events.size());
        FilmIndex index{growing};
        for (const trace::Event& event : recording.events) {
            growing.events.push_back(event);
            index.grow();
        }
        index.finish();
        const Beats beats{recording};
        const Tracks tracks = build_tracks(recording, beats);
        REQUIRE(index.beats.size() == beats.size());
        REQUIRE(index.console == console_lines(recording));
        REQUIRE(index.tracks.tracks.size() == tracks.tracks.size());
        REQUIRE(index.tracks.links.size() == tracks.links.size());
        REQUIRE(index.tracks.marks.size() == tracks.marks.size());
        for (std::size_t at = 0; at < tracks.tracks.size(); ++at) {
            const SpanList& one = index.tracks.tracks[at].spans;
            const SpanList& other = tracks.tracks[at].spans;
            REQUIRE(one.size() == other.size());
            for (std::size_t span = 0; span < one.size(); ++span) {
                REQUIRE(one.begin_beat(span) == other.begin_beat(span));
                REQUIRE(one.end_beat(span) == other.end_beat(span));
                REQUIRE(one.start(span) == other.start(span));
            }
        }
        for (std::size_t seq = 0; seq < recording.events.size(); seq += 17) {
            REQUIRE(index.keyframes.at(seq) == fold(recording, seq));
        }
    }
}

TEST_CASE("a packed world unpacks to the same world, into one that was another") {
    World reused;
    for (const trace::Recording& recording : test::many_recordings()) {
        World world;
        std::vector<PackedWorld> all;
        for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
            apply(world, recording, seq);
            all.emplace_back(world, all.empty() ? nullptr : &all.back());
            all.back().unpack(reused);
            REQUIRE(reused == world);
        }
    }
}

TEST_CASE("what a packed world has in common with the one before is kept once") {
    trace::Recording recording = test::random_run(9, 5000);
    const World world = fold(recording, 4000);
    const PackedWorld one{world, nullptr};
    World next = world;
    next.tasks.back().outcome += 1;
    const PackedWorld same{world, &one};
    const PackedWorld changed{next, &one};
    CHECK(same.bytes() < one.bytes());
    CHECK(same.bytes() + sizeof(TaskBlock<SteadyPart>) == changed.bytes());
    World reused;
    changed.unpack(reused);
    CHECK(reused == next);
}
