#include "viz/model/tracks.hpp"

#include <algorithm>
#include <optional>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/rows.hpp"

using namespace coroscope;
using namespace coroscope::viz;
using test::RecordingBuilder;
using trace::Party;

namespace {

/// A recording with its tracks, which point into it.
struct Timeline {
    explicit Timeline(trace::Recording made) : recording{std::move(made)} {}
    Timeline(const Timeline&) = delete;
    Timeline& operator=(const Timeline&) = delete;
    trace::Recording recording;
    Beats beats{recording};
    Tracks tracks{build_tracks(recording, beats)};
};

std::vector<SpanKind> kinds(const Track& track) {
    std::vector<SpanKind> result;
    result.reserve(track.spans.size());
    for (const Span span : track.spans) {
        result.push_back(span.kind);
    }
    return result;
}

// What a span of a task must show in that state.
SpanKind shown(TaskState state) {
    switch (state) {
        case TaskState::ready:
            return SpanKind::ready;
        case TaskState::running:
            return SpanKind::running;
        case TaskState::waiting:
            return SpanKind::waiting;
        case TaskState::done:
            return SpanKind::done;
        case TaskState::failed:
            return SpanKind::failed;
        case TaskState::cancelled:
            return SpanKind::cancelled;
        case TaskState::destroyed:
            return SpanKind::destroyed;
    }
    return SpanKind::ready;
}

std::optional<Span> span_at(const Track& track, std::size_t beat) {
    std::optional<Span> found;
    for (const Span span : track.spans) {
        if (span.begin_beat <= beat) {
            found = span;
        }
    }
    return found;
}

std::size_t count(const Tracks& tracks, LinkKind kind) {
    return static_cast<std::size_t>(
        std::count_if(tracks.links.begin(), tracks.links.end(),
                      [&](const Link& link) { return link.kind == kind; }));
}

std::size_t count(const Tracks& tracks, MarkKind kind) {
    return static_cast<std::size_t>(
        std::count_if(tracks.marks.begin(), tracks.marks.end(),
                      [&](const Mark& mark) { return mark.kind == kind; }));
}

}  // namespace

TEST_CASE("a callback of the program's own has a row: queued, running, done; asyncio's have none") {
    const Timeline timeline{test::jobs_in_a_thread()};
    const trace::Recording& run = timeline.recording;
    const Tracks& tracks = timeline.tracks;
    std::vector<std::string> labels;
    for (const Track& track : tracks.tracks) {
        if (track.kind != TrackKind::callback) continue;
        labels.emplace_back(run.string(track.label));
        std::vector<SpanKind> life;
        bool held = false;
        for (const Span span : track.spans) {
            if (life.empty() || life.back() != span.kind) life.push_back(span.kind);
            held = held || span.blocking;
        }
        CHECK(life == std::vector{SpanKind::ready, SpanKind::running, SpanKind::done});
        CHECK(held);
    }
    CHECK(labels == std::vector<std::string>{"job(3)", "job(5)"});
}

TEST_CASE(
    "a callback that hangs on a task has a row from its call on, and an arrow from the task") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work()").run_begin("run_forever").step_begin(1).done(1, "7");
    for (const std::uint32_t handle : {1U, 2U}) {  // the library queues it: without a line
        run.event(trace::Kind::call_soon, handle == 1 ? "report" : "_done_callback",
                  Party::handle(handle), trace::no_value, 1);
    }
    run.step_end(1, "ends").iteration(2);
    const std::size_t before = run.seq();
    run.line(4).handle_begin(1, "report").line(4);
    run.event(trace::Kind::callback_run, "report", Party::task(1)).print("7").handle_end(1);
    run.handle_begin(2, "_done_callback");
    run.event(trace::Kind::callback_run, "_done_callback", Party::task(1)).handle_end(2);
    run.iteration(0).select_begin(-1);
    const Timeline timeline{run.recording()};
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < timeline.tracks.tracks.size(); ++i) {
        if (timeline.tracks.tracks[i].kind == TrackKind::callback) rows.push_back(i);
    }
    REQUIRE(rows.size() == 1);
    const Track& row = timeline.tracks.tracks[rows[0]];
    CHECK(timeline.recording.string(row.label) == "report");
    CHECK(kinds(row) == std::vector{SpanKind::running, SpanKind::done});
    CHECK(timeline.beats[row.spans.begin_beat(0)].seq == before + 1);
    CHECK(row.marks.size() == 1);  // what it prints
    REQUIRE(count(timeline.tracks, LinkKind::woke) == 1);
    const Link& why = timeline.tracks.links.back();
    CHECK(why.from == timeline.tracks.of_task(1));
    CHECK(why.to == rows[0]);
}

TEST_CASE("what a loop calls whenever a descriptor is ready has no row") {
    RecordingBuilder run;
    run.loop_new().run_begin("run_forever");
    for (int time = 0; time < 3; ++time) {
        run.iteration(0).select_begin(-1).select_end();
        run.line(4).handle_begin(1, "read").print("octets").handle_end(1);
    }
    const Timeline timeline{run.recording()};
    CHECK(std::ranges::none_of(timeline.tracks.tracks, [](const Track& track) {
        return track.kind == TrackKind::callback;
    }));
}

TEST_CASE("of a crowd of callbacks the first have rows, and the rest are counted below them") {
    constexpr std::uint32_t crowd = 200;
    const Timeline timeline{test::crowd_of_callbacks(crowd)};
    const std::vector<Track>& tracks = timeline.tracks.tracks;
    const auto rows = std::ranges::count(tracks, TrackKind::callback, &Track::kind);
    CHECK(rows == 64);
    const Track& last = tracks.back();
    REQUIRE(last.kind == TrackKind::more);
    CHECK(last.more == crowd - 64);
    CHECK(last.loop == 1);
    CHECK(last.depth == 2);
    CHECK_FALSE(selectable(last));
    // Where all have rows nothing is said.
    const Timeline few{test::crowd_of_callbacks(64)};
    CHECK(std::ranges::count(few.tracks.tracks, TrackKind::callback, &Track::kind) == 64);
    CHECK(std::ranges::count(few.tracks.tracks, TrackKind::more, &Track::kind) == 0);
}

TEST_CASE("a callback that begins and ends within one beat has run: it is not cancelled") {
    const auto last_of = [](bool is_run, std::string_view raised) {
        RecordingBuilder run;
        run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
        run.line(7).event(trace::Kind::call_soon, "set_result", Party::handle(1));
        run.step_end(1, "yields").iteration(2);
        // It is not the program's own code, so that its beginning has no line and ends no beat.
        if (is_run) {
            run.handle_begin(1, "set_result");
            run.event(trace::Kind::handle_end, raised, Party::handle(1));
        } else {
            run.event(trace::Kind::handle_cancel, "", Party::handle(1));
        }
        run.step_begin(1).done(1).step_end(1, "ends");
        const Timeline timeline{run.recording()};
        const auto row =
            std::find_if(timeline.tracks.tracks.begin(), timeline.tracks.tracks.end(),
                         [](const Track& track) { return track.kind == TrackKind::callback; });
        REQUIRE(row != timeline.tracks.tracks.end());
        return kinds(*row).back();
    };
    CHECK(last_of(true, "") == SpanKind::done);
    CHECK(last_of(true, "ValueError: no") == SpanKind::failed);
    CHECK(last_of(false, "") == SpanKind::cancelled);
}

TEST_CASE("a callback with a timer has a row from its setting on; asyncio's timers have none") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    run.line(3).timer_set(1, 1, "hello").line(4).timer_set(2, 2, "hello").timer_cancel(2);
    run.line(5).timer_set(3, 3, "_set_result_unless_cancelled");
    run.waits(1, "sleep", Party::future(1), 3).step_end(1, "waits").iteration(0).select_begin(1);
    run.at(1)
        .select_end()
        .timer_due(1)
        .line(1)
        .handle_begin(1, "hello")
        .print("hello")
        .handle_end(1);
    run.iteration(0).select_begin(2);
    const Timeline timeline{run.recording()};
    std::vector<std::vector<SpanKind>> lives;
    for (const Track& track : timeline.tracks.tracks) {
        if (track.kind == TrackKind::callback) lives.push_back(kinds(track));
    }
    REQUIRE(lives.size() == 2);
    CHECK(lives[0] == std::vector{SpanKind::waiting, SpanKind::running, SpanKind::done});
    CHECK(lives[1] == std::vector{SpanKind::cancelled});
}

TEST_CASE("tracks run from thread to loop to task, and the person comes last") {
    const Timeline timeline{test::interrupted_sleepers()};
    const trace::Recording& recording = timeline.recording;
    const Tracks& tracks = timeline.tracks;
    REQUIRE(tracks.tracks.size() == 6);
    CHECK(tracks.tracks[0].kind == TrackKind::thread);
    CHECK(recording.string(tracks.tracks[0].label) == "MainThread");
    CHECK(tracks.tracks[1].kind == TrackKind::loop);
    CHECK(tracks.tracks[1].depth == 1);
    CHECK(recording.string(tracks.tracks[2].label) == "work(1)");
    CHECK(recording.string(tracks.tracks[2].name) == "Task-1");
    CHECK(tracks.tracks[2].depth == 2);
    CHECK(tracks.tracks[4].task == 3);
    CHECK(tracks.tracks[5].kind == TrackKind::person);
    CHECK(tracks.of_task(3) == 4);
    CHECK(tracks.of_task(77) == Tracks::none);
}

TEST_CASE("nobody but the program needs no track for the person") {
    const Timeline timeline{test::blocking_sleepers()};
    for (const Track& track : timeline.tracks.tracks) {
        CHECK(track.kind != TrackKind::person);
    }
}

TEST_CASE("a loop stands under the thread that runs it") {
    const Timeline timeline{test::jobs_in_a_thread()};
    const Tracks& tracks = timeline.tracks;
    REQUIRE(tracks.tracks.size() == 5);  // with a row for each of its two jobs
    CHECK(tracks.tracks[0].thread == 1);
    CHECK(tracks.tracks[1].kind == TrackKind::thread);
    CHECK(tracks.tracks[1].thread == 2);
    CHECK(tracks.tracks[2].kind == TrackKind::loop);
    CHECK(tracks.tracks[2].thread == 2);
    CHECK(count(tracks, LinkKind::handed_over) == 2);
    CHECK(count(tracks, LinkKind::created) == 1);  // the thread
    const Link& handed = tracks.links.back();
    CHECK(handed.from == 0);
    CHECK(handed.to == 2);
}

TEST_CASE("a task's life is a row of spans") {
    const trace::Recording recording = test::interrupted_sleepers();
    const Beats beats{recording};
    const Tracks tracks = build_tracks(recording, beats);
    const Track& first = tracks.tracks[tracks.of_task(1)];
    CHECK(kinds(first) == std::vector{SpanKind::ready, SpanKind::running, SpanKind::waiting,
                                      SpanKind::ready, SpanKind::running, SpanKind::done});
    const Span wait = first.spans[2];
    CHECK(recording.string(wait.text) == "sleep");
    CHECK(wait.party == Party::future(2));
    CHECK(wait.deadline == 1'000'000'000);
    CHECK(wait.begin_ns == 0);
    CHECK(wait.end_ns == 1'000'000'000);
    CHECK(beats[wait.begin_beat].kind == trace::Kind::step_end);
    CHECK(beats[wait.end_beat].kind == trace::Kind::handle_end);
    const Span end = first.spans.back();
    CHECK(recording.string(end.text) == "1");
    CHECK(end.end_beat == beats.last());
    CHECK(kinds(tracks.tracks[tracks.of_task(2)]).back() == SpanKind::cancelled);
    CHECK(kinds(tracks.tracks[tracks.of_task(3)]).back() == SpanKind::cancelled);
}

TEST_CASE("at every beat a task's track shows the state that the world has") {
    for (const trace::Recording& recording : test::many_recordings()) {
        const Beats beats{recording};
        const Tracks tracks = build_tracks(recording, beats);
        for (std::size_t beat = 0; beat < beats.size(); ++beat) {
            const World world = fold(recording, beats[beat].seq);
            for (std::size_t task = 1; task < world.tasks.size(); ++task) {
                if (world.tasks[task].id == 0) {
                    continue;
                }
                const std::size_t track = tracks.of_task(static_cast<TaskId>(task));
                REQUIRE(track != Tracks::none);
                const std::optional<Span> span = span_at(tracks.tracks[track], beat);
                REQUIRE(span.has_value());
                REQUIRE(span->kind == shown(world.tasks[task].state));
            }
        }
    }
}

TEST_CASE("the spans of a track follow each other, and all numbers can be looked up") {
    for (const trace::Recording& recording : test::many_recordings()) {
        const Beats beats{recording};
        const Tracks tracks = build_tracks(recording, beats);
        for (const Track& track : tracks.tracks) {
            for (std::size_t at = 0; at < track.spans.size(); ++at) {
                const Span span = track.spans[at];
                REQUIRE(span.text < recording.strings.size());
                REQUIRE(span.end_beat <= beats.last());
                REQUIRE((span.begin_beat < span.end_beat || span.begin_beat == beats.last()));
                REQUIRE(span.begin_ns <= span.end_ns);
                REQUIRE((at == 0 || track.spans[at - 1].end_beat <= span.begin_beat));
            }
        }
        for (const Link& link : tracks.links) {
            REQUIRE(link.from < tracks.tracks.size());
            REQUIRE(link.to < tracks.tracks.size());
            REQUIRE(link.beat <= beats.last());
        }
        for (const Mark& mark : tracks.marks) {
            REQUIRE(mark.track < tracks.tracks.size());
            REQUIRE(mark.text < recording.strings.size());
        }
    }
}

TEST_CASE("the thread's track tells plain code, runs, idle time and an exception apart") {
    const Timeline timeline{test::interrupted_sleepers()};
    const trace::Recording& recording = timeline.recording;
    const Track& main = timeline.tracks.tracks[0];
    CHECK(kinds(main) == std::vector{SpanKind::plain, SpanKind::loop_run, SpanKind::idle,
                                     SpanKind::loop_run, SpanKind::idle, SpanKind::loop_run,
                                     SpanKind::exception, SpanKind::loop_run, SpanKind::plain});
    CHECK(recording.string(main.spans[1].text) == "run_until_complete");
    CHECK(main.spans[1].party == Party::future(1));
    CHECK(main.spans[2].end_ns - main.spans[2].begin_ns == 1'000'000'000);
    CHECK(recording.string(main.spans[6].text) == "KeyboardInterrupt");
}

TEST_CASE("a loop's track numbers its iterations, over the select that each begins with") {
    const Timeline timeline{test::interrupted_sleepers()};
    const Track& loop = timeline.tracks.tracks[1];
    REQUIRE(loop.spans.size() == 6);
    for (std::size_t at = 0; at < loop.spans.size(); ++at) {
        CHECK(loop.spans[at].kind == SpanKind::iteration);
        CHECK(loop.spans[at].number == at + 1);
    }
    CHECK(loop.spans[1].end_ns - loop.spans[1].begin_ns == 1'000'000'000);
}

TEST_CASE("a blocking call shows on the task and on its thread") {
    const Timeline timeline{test::blocking_sleepers()};
    const trace::Recording& recording = timeline.recording;
    const Tracks& tracks = timeline.tracks;
    const Track& first = tracks.tracks[tracks.of_task(1)];
    REQUIRE(kinds(first) == std::vector{SpanKind::ready, SpanKind::running, SpanKind::running,
                                        SpanKind::running, SpanKind::done});
    CHECK_FALSE(first.spans[1].blocking);
    CHECK(first.spans[2].blocking);
    CHECK(recording.string(first.spans[2].text) == "sleep");
    CHECK(first.spans[2].end_ns == 1'000'000'000);
    CHECK_FALSE(first.spans[3].blocking);
    CHECK(tracks.tracks[0].spans[2].kind == SpanKind::blocked);
    CHECK(tracks.tracks[0].spans[2].deadline == 1'000'000'000);
    const Track& second = tracks.tracks[tracks.of_task(2)];
    CHECK(second.spans[0].kind == SpanKind::ready);  // held up all the while
    CHECK(second.spans[0].end_ns == 1'000'000'000);
}

TEST_CASE("arrows lead from who created, woke or cancelled to whom") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    run.task_new(2, "work(2)", 1).waits(1, "task", Party::task(2)).step_end(1, "waits");
    run.step_begin(2).done(2).woken(1, Party::task(2)).step_end(2, "ends");
    run.step_begin(1).task_new(3, "work(3)", 1).cancel_asked(3, true, Party::task(1));
    run.cancel_asked(2, false, Party::task(1)).cancel_asked(3, true, Party::person());
    const Timeline timeline{run.recording()};
    const Tracks& tracks = timeline.tracks;
    const auto is = [&](std::size_t at, LinkKind kind, std::size_t from, std::size_t to) {
        const Link& link = tracks.links.at(at);
        return link.kind == kind && link.from == from && link.to == to;
    };
    const std::size_t main = tracks.of_task(1);
    const std::size_t second = tracks.of_task(2);
    const std::size_t third = tracks.of_task(3);
    CHECK(is(0, LinkKind::created, 0, main));
    CHECK(is(1, LinkKind::created, main, second));
    CHECK(is(2, LinkKind::woke, second, main));
    CHECK(is(3, LinkKind::created, main, third));
    CHECK(is(4, LinkKind::cancelled, main, third));
    CHECK(tracks.links[4].accepted);
    CHECK(is(5, LinkKind::cancelled, main, second));
    CHECK_FALSE(tracks.links[5].accepted);
    CHECK(is(6, LinkKind::cancelled, tracks.tracks.size() - 1, third));
    CHECK(tracks.links[2].beat == tracks.tracks[main].spans[3].begin_beat);
}

TEST_CASE("a timer wakes from the loop's track, an interrupt comes from the person's") {
    const Timeline timeline{test::interrupted_sleepers()};
    const Tracks& tracks = timeline.tracks;
    CHECK(count(tracks, LinkKind::woke) == 3);
    CHECK(count(tracks, LinkKind::interrupted) == 1);
    CHECK(count(tracks, LinkKind::cancelled) == 3);
    for (const Link& link : tracks.links) {
        if (link.kind == LinkKind::interrupted) {
            CHECK(tracks.tracks[link.from].kind == TrackKind::person);
            CHECK(link.to == 0);
        }
        if (link.kind == LinkKind::woke && link.to == tracks.of_task(1)) {
            CHECK(tracks.tracks[link.from].kind == TrackKind::loop);
        }
        if (link.kind == LinkKind::cancelled) {
            CHECK(link.from == 0);  // plain code of the main thread
        }
    }
}

TEST_CASE("prints, cancels, interrupts and warnings are marks on the tracks they concern") {
    const Timeline timeline{test::interrupted_sleepers()};
    const trace::Recording& recording = timeline.recording;
    const Tracks& tracks = timeline.tracks;
    CHECK(count(tracks, MarkKind::print) == 4);
    CHECK(count(tracks, MarkKind::cancel) == 3);
    CHECK(count(tracks, MarkKind::interrupt) == 1);
    CHECK(tracks.marks[0].track == tracks.of_task(1));
    CHECK(recording.string(tracks.marks[0].text) == "waited 1");
    for (const Mark& mark : tracks.marks) {
        if (mark.kind == MarkKind::cancel) {
            CHECK(mark.accepted == (mark.track != tracks.of_task(1)));
        }
        if (mark.kind == MarkKind::print && mark.seq != tracks.marks[0].seq) {
            CHECK(mark.track == 0);
        }
    }
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").destroyed(1);
    CHECK(count(Timeline{run.recording()}.tracks, MarkKind::warning) == 1);
}

TEST_CASE("an interrupt that the person asked for is one mark") {
    RecordingBuilder run;
    run.loop_new().event(trace::Kind::intervention, "interrupt", {}, 0).interrupt();
    run.event(trace::Kind::intervention, "cancel", Party::task(1), 1);
    const Timeline timeline{run.recording()};
    const Tracks& tracks = timeline.tracks;
    CHECK(count(tracks, MarkKind::interrupt) == 1);
    CHECK(count(tracks, MarkKind::intervention) == 1);
}

TEST_CASE("drawing begins at the first span that reaches into view") {
    const Timeline timeline{test::interrupted_sleepers()};
    const SpanList& spans = timeline.tracks.tracks[2].spans;
    CHECK(spans.first_ending_after(0) == 0);
    const auto end = static_cast<double>(spans.end_beat(1));
    CHECK(spans.first_ending_after(end - 0.5) == 1);
    CHECK(spans.first_ending_after(end) == 2);
    CHECK(spans.first_ending_after(1e9) == spans.size());
}

TEST_CASE("where something can be done, the person has a row even before anything was") {
    const trace::Recording recording = test::blocking_sleepers();
    const Beats beats{recording};
    const auto has_person = [](const Tracks& tracks) {
        return !tracks.tracks.empty() && tracks.tracks.back().kind == TrackKind::person;
    };
    CHECK_FALSE(has_person(build_tracks(recording, beats)));
    CHECK(has_person(build_tracks(recording, beats, true)));
}

TEST_CASE("the rows of two runs are matched by thread, loop, task and callback") {
    for (const trace::Recording& recording : test::many_recordings()) {
        const Beats beats{recording};
        const Tracks tracks = build_tracks(recording, beats);
        const auto matched = matched_tracks(recording, tracks, recording, tracks);
        REQUIRE(matched.size() == tracks.tracks.size());
        for (std::size_t i = 0; i < matched.size(); ++i) CHECK(matched[i] == i);
    }
    const trace::Recording sleepers = test::interrupted_sleepers();
    const trace::Recording jobs = test::jobs_in_a_thread();
    const Beats beats_of_sleepers{sleepers};
    const Beats beats_of_jobs{jobs};
    const Tracks a = build_tracks(sleepers, beats_of_sleepers);
    const Tracks b = build_tracks(jobs, beats_of_jobs);
    const auto matched = matched_tracks(sleepers, a, jobs, b);
    CHECK(matched[0] == 0);  // MainThread
    CHECK(matched[a.of_task(3)] == Tracks::none);
}

TEST_CASE("a task's row is matched by its coroutine and who made it, not by its number") {
    const auto run_with = [](std::initializer_list<std::string_view> made) {
        RecordingBuilder run;
        run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
        trace::TaskId id = 1;
        for (const std::string_view label : made) run.task_new(++id, label);
        return run.recording();
    };
    const trace::Recording before = run_with({"brew()", "toast()", "toast()"});
    const trace::Recording after = run_with({"grind()", "brew()", "toast()", "toast()"});
    const Beats beats_before{before};
    const Beats beats_after{after};
    const Tracks was = build_tracks(before, beats_before);
    const Tracks is = build_tracks(after, beats_after);
    const auto matched = matched_tracks(after, is, before, was);
    CHECK(matched[is.of_task(2)] == Tracks::none);
    CHECK(matched[is.of_task(3)] == was.of_task(2));
    CHECK(matched[is.of_task(4)] == was.of_task(3));
    CHECK(matched[is.of_task(5)] == was.of_task(4));
    CHECK(matched_party(is, was, matched, Party::task(3)) == Party::task(4));
    CHECK_FALSE(matched_party(is, was, matched, Party::task(9)));
    CHECK_FALSE(matched_party(is, was, matched, {}));
}
