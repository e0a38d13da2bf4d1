#include "viz/model/jump.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/event_list.hpp"
#include "viz/model/listing.hpp"

namespace coroscope::viz::test {

namespace {

using trace::Kind;

struct Film {
    trace::Recording recording = interrupted_sleepers();
    Beats beats{recording};
    Tracks tracks{build_tracks(recording, beats)};

    [[nodiscard]] std::size_t jump(std::size_t from, JumpKind kind, int direction,
                                   trace::TaskId task = 0) const {
        return jump_from(recording, beats, tracks, from, kind, direction, task, {});
    }
};

}  // namespace

TEST_CASE("jumps to prints visit each of them once, forwards and back") {
    const Film film;
    std::vector<std::size_t> there;
    for (std::size_t beat = 0;;) {
        const std::size_t next = film.jump(beat, JumpKind::print, 1);
        if (next == beat) break;
        CHECK(film.beats[next].kind == Kind::print);
        there.push_back(beat = next);
    }
    CHECK(there.size() == 4);
    std::size_t beat = film.beats.last();
    for (std::size_t i = there.size(); i-- > 0;) {
        beat = film.jump(beat, JumpKind::print, -1);
        CHECK(beat == there[i]);
    }
    CHECK(film.jump(beat, JumpKind::print, -1) == beat);
}

TEST_CASE("a jump to a cancel finds the interrupt and each cancel()") {
    const Film film;
    const std::size_t first = film.jump(0, JumpKind::cancel, 1);
    CHECK(film.beats[first].kind == Kind::interrupt);
    CHECK(film.beats[film.jump(first, JumpKind::cancel, 1)].kind == Kind::cancel_asked);
}

TEST_CASE("a jump to a change of state keeps to the selected task") {
    const Film film;
    std::size_t beat = film.jump(0, JumpKind::change, 1, 2);
    CHECK(film.beats[beat].kind == Kind::task_new);
    CHECK(film.beats[beat].task == 2);
    beat = film.jump(beat, JumpKind::change, 1, 2);
    CHECK(film.beats[beat].kind == Kind::step_begin);
    CHECK(film.beats[beat].task == 2);
}

TEST_CASE("bookmarks are gone to in order") {
    const Film film;
    const std::vector<std::size_t> marks{3, 8};
    const auto go = [&](std::size_t from, int direction) {
        return jump_from(film.recording, film.beats, film.tracks, from, JumpKind::bookmark,
                         direction, 0, marks);
    };
    CHECK(go(0, 1) == 3);
    CHECK(go(3, 1) == 8);
    CHECK(go(8, 1) == 8);
    CHECK(go(8, -1) == 3);
    CHECK(go(3, -1) == 3);
}

TEST_CASE("a line is found at the next time that it runs, and from the last at the first") {
    const Film film;
    const auto run = [&](int line, std::size_t from) {
        return next_run_of_line(film.recording, film.beats, "lesson.cpp", {}, line, from);
    };
    const std::size_t first = run(21, 0);
    CHECK(first > 0);
    const std::size_t second = run(21, first);
    CHECK(second > first);
    CHECK(run(21, film.beats.last()) == first);
    CHECK(run(777, 5) == 5);
}

TEST_CASE("events are found by all words of the search, whatever the case") {
    const trace::Recording recording = interrupted_sleepers();
    CHECK(matching_events(recording, "").size() == recording.events.size());
    const auto prints = matching_events(recording, "PRINT waited");
    REQUIRE(prints.size() == 1);
    CHECK(recording.events[prints[0]].kind == Kind::print);
    CHECK(matching_events(recording, "print task_new").empty());
    // By what the window calls a task, all that it does is found, not only where that is written.
    const auto steps = matching_events(recording, "step_begin work(2)");
    REQUIRE_FALSE(steps.empty());
    for (const std::size_t seq : steps) CHECK(recording.events[seq].task == 2);

    // Narrowed to groups: each event belongs to one of them, and words narrow further.
    std::size_t in_groups = 0;
    for (std::size_t group = 0; group < event_group_count; ++group)
        in_groups += matching_events(recording, "", bit_of(static_cast<EventGroup>(group))).size();
    CHECK(in_groups == recording.events.size());
    const EventGroups both = bit_of(EventGroup::output) | bit_of(EventGroup::tasks);
    CHECK(matching_events(recording, "print waited", both) == prints);
    CHECK(matching_events(recording, "print waited", bit_of(EventGroup::loop)).empty());
    EventSearch search;
    search.update(recording, "interrupt");
    CHECK(search.size() >= 1);
    search.update(recording, "no such event");
    CHECK(search.size() == 0);
}

}  // namespace coroscope::viz::test

namespace coroscope::viz::test {

TEST_CASE("with a task selected, a jump goes to its own prints") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").task_new(2, "b");
    for (const trace::TaskId task : {1, 2, 2, 1, 2}) {
        run.step_begin(task).print("x", task).step_end(task, "yields");
    }
    const trace::Recording& recording = run.recording();
    const Beats beats{recording};
    const Tracks tracks = build_tracks(recording, beats);
    std::vector<trace::TaskId> tasks;
    for (std::size_t beat = 0;;) {
        const std::size_t next =
            jump_from(recording, beats, tracks, beat, JumpKind::print, 1, 2, {});
        if (next == beat) break;
        tasks.push_back(beats[beat = next].task);
    }
    CHECK(tasks == std::vector<trace::TaskId>{2, 2, 2});
}

TEST_CASE("a long recording is searched bit by bit, and finds the same") {
    const trace::Recording recording = random_run(4, 70'000);
    const std::vector<std::size_t> expected = matching_events(recording, "step task-1");
    EventSearch search;
    int turns = 0;
    do {
        search.update(recording, "step task-1");
        ++turns;
    } while (search.searching());
    CHECK(turns > 2);
    REQUIRE(search.size() == expected.size());
    for (std::size_t index = 0; index < expected.size(); ++index) {
        REQUIRE(search[index] == expected[index]);
    }
    search.update(recording, "");
    CHECK(search.size() == recording.events.size());
    CHECK(search.until(5) == 6);
}

}  // namespace coroscope::viz::test
