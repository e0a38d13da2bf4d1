#include "viz/model/beats.hpp"

#include <set>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"

using namespace coroscope;
using namespace coroscope::viz;
using test::RecordingBuilder;
using trace::Kind;

namespace {

std::vector<Kind> kinds(const Beats& beats) {
    std::vector<Kind> result;
    result.reserve(beats.size());
    for (std::size_t beat = 0; beat < beats.size(); ++beat) {
        result.push_back(beats[beat].kind);
    }
    return result;
}

// Where steps of that kind lead from beat 0 to the end.
std::vector<std::size_t> stops(const Beats& beats, StepKind kind) {
    std::vector<std::size_t> result;
    for (std::size_t beat = 0; beat != beats.last();) {
        beat = beats.step_from(beat, kind, +1);
        result.push_back(beat);
    }
    return result;
}

}  // namespace

TEST_CASE("the kinds that close a beat are those of the contract") {
    const std::set<Kind> closing{Kind::thread_start,
                                 Kind::thread_end,
                                 Kind::block_begin,
                                 Kind::block_end,
                                 Kind::loop_new,
                                 Kind::loop_run_begin,
                                 Kind::loop_run_end,
                                 Kind::loop_stop,
                                 Kind::loop_close,
                                 Kind::select_begin,
                                 Kind::select_end,
                                 Kind::handle_end,
                                 Kind::task_new,
                                 Kind::step_begin,
                                 Kind::step_end,
                                 Kind::cancel_asked,
                                 Kind::callback_run,
                                 Kind::print,
                                 Kind::interrupt,
                                 Kind::intervention,
                                 Kind::never_awaited,
                                 Kind::destroyed_pending,
                                 Kind::exception_unretrieved};
    const std::set<Kind> closing_with_line{Kind::call_soon, Kind::call_threadsafe,
                                           Kind::handle_begin};
    for (std::size_t number = 0; number < trace::kind_count; ++number) {
        const auto kind = static_cast<Kind>(number);
        trace::Event event;
        event.kind = kind;
        CAPTURE(number);
        CHECK(closes_beat(event) == (closing.count(kind) > 0));
        event.site = 1;
        CHECK(closes_beat(event) == (closing.count(kind) + closing_with_line.count(kind) > 0));
    }
}

TEST_CASE("a beat ends with its closing event; beat 0 is before the first") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").run_begin("run_forever").iteration(1).step_begin(1);
    run.at(2).print("x", 1).done(1).step_end(1, "ends").run_end();
    const Beats beats{run.recording()};
    CHECK(kinds(beats) == std::vector{Kind::recording, Kind::loop_new, Kind::task_new,
                                      Kind::loop_run_begin, Kind::step_begin, Kind::print,
                                      Kind::step_end, Kind::loop_run_end});
    CHECK(beats[0].seq == 0);
    CHECK(beats[4].seq == 5);  // the iteration before it belongs to it
    CHECK(beats[4].task == 1);
    CHECK(beats[4].thread == 1);
    CHECK(beats[4].loop == 1);
    CHECK(beats[5].t_ns == 2'000'000'000);
    CHECK(beats.duration_ns() == 2'000'000'000);
}

TEST_CASE("what happens after the last closing event is a beat of its own") {
    RecordingBuilder run;
    run.loop_new().event(Kind::coro_new, "work()");
    const Beats beats{run.recording()};
    REQUIRE(beats.size() == 3);
    CHECK(beats.back().seq == run.seq());
    run.close();
    CHECK(Beats{run.recording()}.size() == 3);
}

TEST_CASE("a recording of nothing has the beat before the first") {
    CHECK(Beats{}.size() == 1);
    const trace::Recording empty;
    CHECK(Beats{empty}.size() == 1);
    const RecordingBuilder begun;
    CHECK(Beats{begun.recording()}.size() == 1);
    CHECK(Beats{}.step_from(0, StepKind::task_step, +1) == 0);
    CHECK(Beats{}.step_from(0, StepKind::iteration, -1) == 0);
}

TEST_CASE("beat and task step and instant lead where the contract says, and back") {
    const trace::Recording recording = test::interrupted_sleepers();
    const Beats beats{recording};
    CHECK(stops(beats, StepKind::beat).size() == beats.last());
    for (const std::size_t beat : stops(beats, StepKind::task_step)) {
        CHECK((beats[beat].kind == Kind::step_end || beat == beats.last()));
    }
    CHECK(stops(beats, StepKind::task_step).size() == 3 + 1 + 2 + 1);

    const auto instants = stops(beats, StepKind::instant);
    REQUIRE(instants.size() == 3);
    CHECK(beats[instants[0]].kind == Kind::select_begin);
    CHECK(beats[instants[0]].t_ns == 0);
    CHECK(beats[instants[1]].t_ns == 1'000'000'000);
    CHECK(beats[instants[0] + 1].t_ns == 1'000'000'000);
    CHECK(instants[2] == beats.last());

    for (const StepKind kind : {StepKind::beat, StepKind::task_step, StepKind::instant}) {
        std::vector<std::size_t> there = stops(beats, kind);
        there.pop_back();
        for (std::size_t beat = beats.last(); !there.empty(); there.pop_back()) {
            beat = beats.step_from(beat, kind, -1);
            CHECK(beat == there.back());
        }
        CHECK(beats.step_from(0, kind, -1) == 0);
        CHECK(beats.step_from(beats.last(), kind, +1) == beats.last());
    }
}

TEST_CASE("an iteration leads to the last beat before the next one of that loop begins") {
    RecordingBuilder run;
    run.loop_new().run_begin("run_forever");                         // beats 1, 2
    run.iteration(1).task_new(1, "a").print("x");                    // 3, 4
    run.on(2, "Thread-1").in(2).loop_new().iteration(0).print("y");  // 5, 6
    run.on(1).in(1).print("z").iteration(0).print("w");              // 7, 8
    run.run_end();                                                   // 9
    const Beats beats{run.recording()};
    CHECK(beats.step_from(2, StepKind::iteration, +1) == 7);
    CHECK(beats.step_from(4, StepKind::iteration, +1) == 7);
    CHECK(beats.step_from(7, StepKind::iteration, +1) == beats.last());
    CHECK(beats.step_from(9, StepKind::iteration, -1) == 7);
    CHECK(beats.step_from(7, StepKind::iteration, -1) == 2);
    CHECK(beats.step_from(2, StepKind::iteration, -1) == 0);
    CHECK(beats.step_from(6, StepKind::iteration, -1) == 5);  // of the other loop
    CHECK(beats.step_from(0, StepKind::iteration, +1) == 2);  // in plain code: of any
}

TEST_CASE("on the steady clock an instant is an iteration") {
    RecordingBuilder run{"lesson=5 clock=steady language=cpp"};
    run.loop_new().run_begin("run_forever").at(0.001).iteration(1).task_new(1, "a");
    run.at(0.002).step_begin(1).at(0.003).iteration(1).print("x");
    const Beats beats{run.recording()};
    CHECK(beats.step_from(2, StepKind::instant, +1) == 4);
    CHECK(beats.step_from(2, StepKind::iteration, +1) == 4);
    CHECK(beats.step_from(4, StepKind::instant, -1) == 2);
}

TEST_CASE("an event is first seen in the beat that it belongs to") {
    const trace::Recording recording = test::interrupted_sleepers();
    const Beats beats{recording};
    CHECK(beats.beat_of_seq(0) == 0);
    for (std::size_t beat = 1; beat < beats.size(); ++beat) {
        CHECK(beats.beat_of_seq(beats[beat].seq) == beat);
        CHECK(beats.beat_of_seq(beats[beat - 1].seq + 1) == beat);
    }
    CHECK(beats.beat_of_seq(1'000'000) == beats.last());
    CHECK(beats.beat_at_time(-5) == 0);
    const std::size_t before = beats.beat_at_time(999'999'999);
    CHECK(beats[before].t_ns == 0);
    CHECK(beats[before + 1].t_ns == 1'000'000'000);
    CHECK(beats.beat_at_time(1'500'000'000) == beats.last());
}

TEST_CASE("time never runs back from beat to beat, even in nonsense") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const trace::Recording recording = test::nonsense(seed, 300);
        const Beats beats{recording};
        for (std::size_t beat = 1; beat < beats.size(); ++beat) {
            REQUIRE(beats[beat].t_ns >= beats[beat - 1].t_ns);
            REQUIRE(beats[beat].seq > beats[beat - 1].seq);
        }
    }
}
