#include "viz/model/fold.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"

using namespace coroscope;
using namespace coroscope::viz;
using test::RecordingBuilder;
using trace::Kind;
using trace::Party;

namespace {

World now(const RecordingBuilder& run) { return fold(run.recording(), run.seq()); }

std::string_view text(const RecordingBuilder& run, StringId id) {
    return run.recording().string(id);
}

}  // namespace

TEST_CASE("a new task is ready in its loop, and knows where it comes from") {
    RecordingBuilder run;
    run.loop_new().at(2).line(9).task_new(1, "work(1)").task_new(2, "work(2)", 1);
    const World world = now(run);
    REQUIRE(world.tasks.size() == 3);
    const Task& first = world.tasks[1];
    CHECK(first.state == TaskState::ready);
    CHECK(text(run, first.label) == "work(1)");
    CHECK(text(run, first.name) == "Task-1");
    CHECK(first.loop == 1);
    CHECK(first.created_by == 0);
    CHECK(run.recording().sites[first.created_at].line == 9);
    CHECK(first.created_ns == 2'000'000'000);
    CHECK(world.tasks[2].created_by == 1);
    CHECK(world.loops[1].ready == ReadyQueue{Party::task(1), Party::task(2)});
}

TEST_CASE("a task runs from the beginning to the end of its step, then waits") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)").run_begin("run_forever").iteration(1).step_begin(1);
    World world = now(run);
    CHECK(world.tasks[1].state == TaskState::running);
    CHECK(world.tasks[1].steps == 1);
    CHECK(world.loops[1].ready.empty());
    CHECK(world.loops[1].current == Party::task(1));
    CHECK(world.threads[1].current_task == 1);

    run.line(4).waits(1, "sleep", Party::future(7), 2);
    CHECK(now(run).tasks[1].state == TaskState::running);
    run.step_end(1, "waits");
    world = now(run);
    CHECK(world.tasks[1].state == TaskState::waiting);
    CHECK(text(run, world.tasks[1].waits_for) == "sleep");
    CHECK(world.tasks[1].awaits == Party::future(7));
    CHECK(world.tasks[1].deadline == 2'000'000'000);
    CHECK(run.recording().sites[world.tasks[1].await_site].line == 4);
    CHECK_FALSE(world.loops[1].current);
    CHECK(world.threads[1].current_task == 0);

    run.at(2).woken(1, Party::future(7));
    world = now(run);
    CHECK(world.tasks[1].state == TaskState::ready);
    CHECK(world.tasks[1].deadline == no_time);
    CHECK_FALSE(world.tasks[1].awaits);
    CHECK(run.recording().sites[world.tasks[1].await_site].line == 4);  // it still stands there
    CHECK(world.tasks[1].since_ns == 2'000'000'000);
    CHECK(world.loops[1].ready == ReadyQueue{Party::task(1)});

    run.step_begin(1);
    CHECK(now(run).tasks[1].await_site == 0);
}

TEST_CASE("a step that yields puts its task at the end of the queue") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").task_new(2, "b").run_begin("run_forever").iteration(2);
    run.step_begin(1).line(5).step_end(1, "yields");
    const World world = now(run);
    CHECK(world.tasks[1].state == TaskState::ready);
    CHECK(world.loops[1].ready == ReadyQueue{Party::task(2), Party::task(1)});
    CHECK(run.recording().sites[world.tasks[1].await_site].line == 5);
}

TEST_CASE("a task that is woken before its step has ended does not wait afterwards") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").run_begin("run_forever").step_begin(1);
    run.waits(1, "future", Party::future(1)).woken(1, Party::future(1)).step_end(1, "waits");
    const World world = now(run);
    CHECK(world.tasks[1].state == TaskState::ready);
    CHECK(world.loops[1].ready == ReadyQueue{Party::task(1)});
    CHECK_FALSE(world.loops[1].current);
}

TEST_CASE("each way to finish has its state and its outcome") {
    RecordingBuilder run;
    run.loop_new();
    for (const TaskId task : {1u, 2u, 3u, 4u}) {
        run.task_new(task, "work");
    }
    run.step_begin(1).done(1, "42").step_end(1, "ends");
    run.step_begin(2).failed(2, "ValueError: boom").step_end(2, "ends");
    run.step_begin(3, "CancelledError");
    CHECK(text(run, now(run).tasks[3].thrown_in) == "CancelledError");
    run.cancelled(3).step_end(3, "ends").destroyed(4);
    const World world = now(run);
    CHECK(world.tasks[1].state == TaskState::done);
    CHECK(text(run, world.tasks[1].outcome) == "42");
    CHECK(world.tasks[2].state == TaskState::failed);
    CHECK(text(run, world.tasks[2].outcome) == "ValueError: boom");
    CHECK(world.tasks[3].state == TaskState::cancelled);
    CHECK(world.tasks[3].thrown_in == 0);
    CHECK(world.tasks[4].state == TaskState::destroyed);
    CHECK(world.loops[1].ready.empty());
    for (const TaskId task : {1u, 2u, 3u, 4u}) {
        CHECK(is_finished(world.tasks[task].state));
    }
}

TEST_CASE("the four states of the tutorial gather the states that we tell apart") {
    CHECK(document_state(TaskState::ready) == DocumentState::pending);
    CHECK(document_state(TaskState::waiting) == DocumentState::pending);
    CHECK(document_state(TaskState::running) == DocumentState::running);
    CHECK(document_state(TaskState::done) == DocumentState::done);
    CHECK(document_state(TaskState::failed) == DocumentState::done);
    CHECK(document_state(TaskState::cancelled) == DocumentState::cancelled);
}

TEST_CASE("cancelling a waiting task cancels what it awaits; nothing is left to deliver") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").step_begin(1).waits(1, "sleep", Party::future(3));
    run.step_end(1, "waits").future_done(3, "cancelled").woken(1, Party::future(3));
    run.cancel_asked(1, true);
    World world = now(run);
    CHECK(world.tasks[1].cancel_requests == 1);
    CHECK_FALSE(world.tasks[1].must_cancel);

    run.cancel_asked(1, true);  // the future is cancelled already: this one is due
    world = now(run);
    CHECK(world.tasks[1].cancel_requests == 2);
    CHECK(world.tasks[1].must_cancel);
    run.step_begin(1, "CancelledError");
    CHECK_FALSE(now(run).tasks[1].must_cancel);
    run.event(Kind::uncancel, "", {}, 1, 1);
    CHECK(now(run).tasks[1].cancel_requests == 1);
}

TEST_CASE("a cancel that comes after the result, before the wake-up, must still be delivered") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").step_begin(1).waits(1, "sleep", Party::future(3));
    run.step_end(1, "waits").future_done(3).woken(1, Party::future(3)).cancel_asked(1, true);
    CHECK(now(run).tasks[1].must_cancel);
}

TEST_CASE("a cancel before the first step, and one of itself, must be delivered") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").task_new(2, "b").cancel_asked(1, true);
    run.step_begin(2).cancel_asked(2, true, Party::task(2));
    World world = now(run);
    CHECK(world.tasks[1].must_cancel);
    CHECK(world.tasks[2].must_cancel);
    run.waits(2, "sleep", Party::future(1)).future_done(1, "cancelled").woken(2, Party::future(1));
    CHECK_FALSE(now(run).tasks[2].must_cancel);
}

TEST_CASE("a cancel passed on to the awaited task leaves the asked one waiting") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").step_begin(1).waits(1, "task", Party::task(2));
    run.step_end(1, "waits").cancel_asked(1, true);
    const World world = now(run);
    CHECK(world.tasks[1].state == TaskState::waiting);
    CHECK(world.tasks[1].cancel_requests == 1);
    CHECK_FALSE(world.tasks[1].must_cancel);
}

TEST_CASE("a refused cancel changes nothing") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").step_begin(1).done(1).step_end(1, "ends");
    const World before = now(run);
    run.cancel_asked(1, false);
    CHECK(now(run).tasks == before.tasks);
}

TEST_CASE("plain callbacks queue among the tasks, and run by name") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").line(3).call_soon(4, "job(3)").call_threadsafe(5, "job(5)");
    World world = now(run);
    CHECK(world.loops[1].ready == ReadyQueue{Party::task(1), Party::handle(4), Party::handle(5)});
    REQUIRE(world.loops[1].handles.find(4) != nullptr);
    CHECK(text(run, world.loops[1].handles.find(4)->label) == "job(3)");
    CHECK(world.loops[1].handles.find(4)->site != 0);
    CHECK(world.loops[1].handles.find(5)->site == 0);

    run.run_begin("run_forever").step_begin(1).done(1).step_end(1, "ends").handle_begin(4);
    world = now(run);
    CHECK(world.loops[1].current == Party::handle(4));
    CHECK(text(run, world.loops[1].current_label) == "job(3)");
    CHECK(world.loops[1].ready == ReadyQueue{Party::handle(5)});
    CHECK(world.loops[1].handles.size() == 1);

    run.handle_end(4).event(Kind::handle_cancel, "", Party::handle(5));
    world = now(run);
    CHECK_FALSE(world.loops[1].current);
    CHECK(world.loops[1].ready.empty());
    CHECK(world.loops[1].handles.empty());
}

TEST_CASE("a timer stays in the heap until it is due, and is then a callback in the queue") {
    RecordingBuilder run;
    run.loop_new().timer_set(1, 1.5, "wake").timer_set(2, 0.5, "other").timer_set(3, 9);
    World world = now(run);
    REQUIRE(world.loops[1].timers.size() == 3);
    CHECK(world.loops[1].timers.begin()->deadline == 1'500'000'000);
    CHECK(world.loops[1].ready.empty());
    run.timer_due(1).timer_cancel(3);
    world = now(run);
    CHECK(world.loops[1].timers == HandleList{{2, run.intern("other"), 500'000'000, 0}});
    CHECK(world.loops[1].ready == ReadyQueue{Party::handle(1)});
    CHECK(text(run, world.loops[1].handles.find(1)->label) == "wake");
}

TEST_CASE("a loop says what it does: it runs, it waits in select, it stops, it is closed") {
    RecordingBuilder run;
    run.loop_new();
    CHECK(now(run).loops[1].activity == LoopActivity::not_running);
    run.stop().task_new(1, "a").run_begin("run_until_complete", Party::task(1));
    World world = now(run);
    CHECK(world.loops[1].activity == LoopActivity::in_batch);
    CHECK(world.loops[1].stopping);  // it survives from before the run
    CHECK(world.loops[1].thread == 1);
    CHECK(world.loops[1].until == Party::task(1));
    CHECK(text(run, world.loops[1].run_call) == "run_until_complete");
    CHECK(world.threads[1].running_loop == 1);

    run.at(1).iteration(1).select_begin(2);
    world = now(run);
    CHECK(world.loops[1].iteration == 1);
    CHECK(world.loops[1].activity == LoopActivity::selecting);
    CHECK(world.loops[1].select_until == 3'000'000'000);
    run.at(3).select_end();
    CHECK(now(run).loops[1].activity == LoopActivity::in_batch);
    CHECK(now(run).loops[1].select_until == no_time);
    run.event(Kind::select_begin);
    CHECK(now(run).loops[1].select_until == no_time);  // until something happens

    run.run_end("KeyboardInterrupt");
    world = now(run);
    CHECK(world.loops[1].activity == LoopActivity::not_running);
    CHECK(world.loops[1].thread == 0);
    CHECK_FALSE(world.loops[1].stopping);
    CHECK(world.threads[1].running_loop == 0);
    CHECK(text(run, world.threads[1].exception) == "KeyboardInterrupt");
    CHECK(world.loops[1].ready.size() == 1);

    run.call_soon(1, "job").timer_set(2, 9).close();
    world = now(run);
    CHECK(world.loops[1].activity == LoopActivity::closed);
    CHECK(world.loops[1].ready.empty());
    CHECK(world.loops[1].handles.empty());
    CHECK(world.loops[1].timers.empty());
}

TEST_CASE("a thread is blocked between the two events that say so") {
    RecordingBuilder run;
    run.loop_new().thread_start(2, "Thread-1 (work)");
    CHECK(now(run).threads[2].started);
    run.at(1).event(Kind::block_begin, "join", Party::thread(1), 5);
    World world = now(run);
    CHECK(text(run, world.threads[2].blocked_in) == "join");
    CHECK(world.threads[2].blocked_on == Party::thread(1));
    CHECK(world.threads[2].blocked_since == 1'000'000'000);
    CHECK(world.threads[2].blocked_until == 5);
    run.block_end();
    world = now(run);
    CHECK(world.threads[2].blocked_in == 0);
    CHECK(world.threads[2].blocked_until == no_time);
    run.thread_end();
    CHECK(now(run).threads[2].ended);
    CHECK_FALSE(now(run).threads[1].ended);
}

TEST_CASE("a thread stands at the line of its last event that had one") {
    RecordingBuilder run;
    run.line(3).loop_new().line(4).print("a").print("b").on(2, "Thread-1").line(9).print("c");
    const World world = now(run);
    CHECK(run.recording().sites[world.threads[1].site].line == 4);
    CHECK(run.recording().sites[world.threads[2].site].line == 9);
    CHECK(world.prints == 3);
}

TEST_CASE("a task keeps its number when it is renamed") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a").event(Kind::task_renamed, "brew", {}, trace::no_value, 1);
    CHECK(text(run, now(run).tasks[1].name) == "brew");
    CHECK(run.recording().task_name(1) == "Task-1");
}

TEST_CASE("the sleepers that are interrupted end as the lesson says") {
    const trace::Recording recording = test::interrupted_sleepers();
    const World end = fold(recording, recording.events.size());
    CHECK(end.tasks[1].state == TaskState::done);
    CHECK(end.tasks[2].state == TaskState::cancelled);
    CHECK(end.tasks[3].state == TaskState::cancelled);
    CHECK(end.interrupts == 1);
    CHECK(end.prints == 4);
    CHECK(end.t_ns == 1'500'000'000);
    CHECK(end.seq == recording.events.size() - 1);
}

TEST_CASE("folding to a number beyond the end gives the end, and nothing gives an empty world") {
    const trace::Recording recording = test::blocking_sleepers();
    CHECK(fold(recording, 100000) == fold(recording, recording.events.size() - 1));
    CHECK(fold(recording, SIZE_MAX) == fold(recording, recording.events.size() - 1));
    CHECK(fold(trace::Recording{}, 5) == World{});
}

TEST_CASE("nonsense makes a poorer world whose numbers can all be looked up") {
    for (std::uint32_t seed = 1; seed <= 50; ++seed) {
        const trace::Recording recording = test::nonsense(seed, 400);
        World world;
        for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
            apply(world, recording, seq);
        }
        CHECK(world.tasks.size() <= recording.task_names.size());
        CHECK(world.threads.size() <= recording.thread_names.size());
        for (const Task& task : world.tasks) {
            CHECK(task.label < recording.strings.size());
            CHECK(task.outcome < recording.strings.size());
            CHECK(task.waits_for < recording.strings.size());
            CHECK(task.await_site < recording.sites.size());
        }
        for (const Loop& loop : world.loops) {
            for (const Handle& handle : loop.handles) {
                CHECK(handle.label < recording.strings.size());
            }
            for (const Party party : loop.ready) {
                CHECK((party.kind() != trace::PartyKind::task ||
                       party.number() < world.tasks.size()));
            }
        }
    }
}

TEST_CASE("a recording that begins in the middle of a run can be folded") {
    const trace::Recording whole = test::interrupted_sleepers();
    for (std::size_t cut = 0; cut < whole.events.size(); ++cut) {
        trace::Recording part = whole;
        part.events.erase(part.events.begin(),
                          part.events.begin() + static_cast<std::ptrdiff_t>(cut));
        const World end = fold(part, part.events.size());
        CHECK(end.t_ns == 1'500'000'000);
    }
}
