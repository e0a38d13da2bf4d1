#include "viz/model/keyframes.hpp"

#include <random>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/fold.hpp"

using namespace coroscope;
using namespace coroscope::viz;

TEST_CASE("a world from a keyframe equals the world folded from the start, at every event") {
    for (const trace::Recording& recording : test::many_recordings()) {
        for (const std::size_t interval : {1u, 7u, 1024u}) {
            const Keyframes keyframes{recording, interval};
            for (std::size_t seq = 0; seq <= recording.events.size(); ++seq) {
                const World expected = fold(recording, seq);
                REQUIRE(keyframes.at(seq) == expected);
            }
        }
    }
}

TEST_CASE("folding on from any world gives the same as folding from the start") {
    const trace::Recording recording = test::random_run(11, 120);
    for (std::size_t from = 0; from < recording.events.size(); ++from) {
        World world = fold(recording, from);
        for (std::size_t seq = from + 1; seq < recording.events.size(); ++seq) {
            apply(world, recording, seq);
            REQUIRE(world == fold(recording, seq));
        }
    }
}

TEST_CASE("a world that is moved to and fro equals the one folded from the start") {
    std::mt19937 random{5};
    for (const trace::Recording& recording : test::many_recordings()) {
        const Keyframes keyframes{recording, 16};
        World world;
        for (int turn = 0; turn < 60; ++turn) {
            const std::size_t seq = random() % (recording.events.size() + 3);
            keyframes.move(world, seq);
            REQUIRE(world == fold(recording, seq));
        }
    }
}

TEST_CASE("a short interval keeps many worlds, and a large world keeps them apart") {
    const trace::Recording small = test::random_run(3, 2000);
    CHECK(Keyframes{small, 2000}.size() <= 2);
    CHECK(Keyframes{small, 1}.size() > 4);

    test::RecordingBuilder crowd;
    crowd.loop_new();
    for (trace::TaskId task = 1; task <= 5000; ++task) {
        crowd.task_new(task, "work");
    }
    for (int count = 0; count < 5000; ++count) {
        crowd.print("hello");
    }
    const std::size_t kept = Keyframes{crowd.recording(), 10}.size();
    CHECK(kept < 40);
}
