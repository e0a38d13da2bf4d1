// What callbacks, groups, timers, cancelled futures, loops and processes are told as.
#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/narration.hpp"

namespace coroscope::viz::test {

namespace {

bool tells(const trace::Recording& recording, std::string_view sentence,
           Language language = Language::english) {
    return narrated(recording, language).find(sentence) != std::string::npos;
}

// main() awaits a gather of a() and b(); a() has ended so, and gather's callback has run.
RecordingBuilder gather_after(std::string_view how_a_ends, std::string_view how_gather_ends) {
    using trace::Kind;
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    for (const TaskId task : {2U, 3U}) {
        run.task_new(task, task == 2 ? "a()" : "b()", 1);
        run.event(Kind::callback_add, "_done_callback", Party::task(task), trace::no_value, 1);
    }
    run.event(Kind::future_new, "gather", Party::future(1), trace::no_value, 1);
    run.waits(1, "gather", Party::future(1)).step_end(1, "waits").step_begin(2);
    how_a_ends == "cancelled" ? run.cancelled(2) : run.failed(2, how_a_ends);
    run.step_end(2, "ends").handle_begin(1, "_done_callback");
    run.event(Kind::callback_run, "_done_callback", Party::task(2));
    run.future_done(1, how_gather_ends).woken(1, Party::future(1)).handle_end(1);
    return run;
}

}  // namespace

TEST_CASE("a sleep and a timer without end are told as such, and no number of seconds") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "rest()").run_begin("run_forever").step_begin(1);
    run.line(3).event(trace::Kind::timer_set, "late()", Party::handle(7), INT64_MAX, 1);
    run.event(trace::Kind::waits, "sleep", Party::future(1), INT64_MAX, 1).step_end(1, "waits");
    CHECK(tells(run.recording(),
                "A timer is set that is never due: late() is not to run. rest() awaits a sleep "
                "without end and gives the loop to the others."));
    CHECK(tells(run.recording(), "设了永不到期的定时器：late() 不会运行。", Language::chinese));
    CHECK_FALSE(tells(run.recording(), "9223372036"));
}

TEST_CASE("the lock that a condition or a barrier takes again is called theirs") {
    struct Told {
        std::string_view waits_for;
        std::string_view noun;
        std::string_view free;
        std::string_view chinese;
    };
    for (const Told& told : {Told{"condition", "waits for the condition's lock",
                                  "The condition's lock is free: a() is woken.", "等条件的锁"},
                             Told{"barrier", "waits for the barrier's lock",
                                  "The barrier's lock is free: a() is woken.", "等屏障的锁"}}) {
        RecordingBuilder run;
        run.loop_new().task_new(1, "a()").task_new(2, "b()").run_begin("run_forever");
        run.step_begin(1).line(4).waits(1, told.waits_for, Party::future(1)).step_end(1, "waits");
        run.step_begin(2).future_done(1).woken(1, Party::future(1)).step_end(2, "yields");
        run.step_begin(1).line(4).waits(1, "lock", Party::future(2)).step_end(1, "waits");
        CHECK(tells(run.recording(), told.noun));
        CHECK(tells(run.recording(), told.chinese, Language::chinese));
        run.step_begin(2).future_done(2).woken(1, Party::future(2)).step_end(2, "yields");
        CHECK(tells(run.recording(), told.free));
        CHECK_FALSE(tells(run.recording(), "a lock"));
        // Another await waits for any lock.
        run.step_begin(1).line(5).waits(1, "lock", Party::future(3)).step_end(1, "waits");
        CHECK(tells(run.recording(), "a() waits for a lock"));
    }
}

TEST_CASE("a gather that ends with the first exception is not told to have everything") {
    RecordingBuilder run = gather_after("ValueError: bad", "ValueError: bad");
    CHECK(tells(run.recording(),
                "gather ends with ValueError: bad and waits for nobody else: main() is woken."));
    CHECK(tells(run.recording(), "gather 以 ValueError: bad 结束，不再等别的：main() 被唤醒。",
                Language::chinese));
    run = gather_after("cancelled", "CancelledError");
    CHECK(tells(run.recording(), "gather ends with CancelledError and waits for nobody else"));
    CHECK_FALSE(tells(run.recording(), "gather has everything"));
    // With return_exceptions=True the exception is a result like any other.
    run = gather_after("ValueError: bad", "result");
    CHECK(tells(run.recording(), "gather has everything that it waited for: main() is woken."));
}

TEST_CASE("as_completed is told by its name, in its waits and where it takes note") {
    using trace::Kind;
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    for (const TaskId task : {2U, 3U}) {
        run.task_new(task, task == 2 ? "a()" : "b()", 1);
    }
    for (const TaskId task : {2U, 3U}) {
        run.event(Kind::callback_add, "_on_completion", Party::task(task), trace::no_value, 1);
    }
    run.waits(1, "as_completed", Party::future(1)).step_end(1, "waits");
    CHECK(tells(run.recording(), "main() waits for the next one of as_completed() and gives"));
    CHECK(tells(run.recording(), "main() 等 as_completed() 的下一个，", Language::chinese));
    RecordingBuilder late = run;
    run.step_begin(2).done(2).step_end(2, "ends").handle_begin(1, "_on_completion");
    run.event(Kind::callback_run, "_on_completion", Party::task(2));
    CHECK(tells(run.recording(), "as_completed notes that a() has finished."));
    run.future_done(1).woken(1, Party::future(1)).handle_end(1).step_begin(1);
    CHECK(tells(run.recording(), "as_completed() has the next one: main() is woken."));
    CHECK(tells(run.recording(), "main() goes on: its wait for the next one of as_completed() is"));
    late.handle_begin(2, "_on_timeout").future_done(1).woken(1, Party::future(1)).handle_end(2);
    CHECK(tells(late.recording(), "The time of as_completed() is over: main() is woken."));
    // A wait() makes a future before.
    RecordingBuilder wait;
    wait.loop_new().task_new(1, "main()").task_new(2, "a()").run_begin("run_forever");
    wait.step_begin(1).event(Kind::future_new, "wait", Party::future(1), trace::no_value, 1);
    wait.event(Kind::callback_add, "_on_completion", Party::task(3), trace::no_value, 1);
    wait.call_soon(2, "_on_completion");
    wait.event(Kind::callback_add, "_on_completion", Party::task(2), trace::no_value, 1);
    wait.waits(1, "wait", Party::future(1)).step_end(1, "waits");
    wait.step_begin(2).done(2).step_end(2, "ends").handle_begin(1, "_on_completion");
    wait.event(Kind::callback_run, "_on_completion", Party::task(2));
    CHECK(tells(wait.recording(), "wait notes that a() has finished."));
}

TEST_CASE("however many tasks a gather has, their number is right or is not told") {
    const auto awaits = [](TaskId count) {
        using trace::Kind;
        RecordingBuilder run;
        run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
        for (TaskId task = 2; task < 2 + count; ++task) {
            run.task_new(task, "work()", 1);
            run.event(Kind::callback_add, "_done_callback", Party::task(task), trace::no_value, 1);
        }
        run.event(Kind::future_new, "gather", Party::future(1), trace::no_value, 1);
        run.waits(1, "gather", Party::future(1)).step_end(1, "waits");
        World world;
        for (std::size_t seq = 0; seq <= run.seq(); ++seq) apply(world, run.recording(), seq);
        return narrate(run.recording(), world, Language::english);
    };
    CHECK(awaits(1500).starts_with("main() awaits 1500 tasks together"));
    CHECK(awaits(10'000).starts_with("main() awaits 10000 tasks together"));
    CHECK(awaits(100'000).starts_with("main() waits for several tasks"));
}

TEST_CASE("only asyncio's own callbacks are told as asyncio's") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever");
    run.handle_begin(1, "discard").handle_end(1);
    CHECK(tells(run.recording(), "discard returns; the loop takes the next one."));
    CHECK_FALSE(tells(run.recording(), "asyncio's own"));
    run.handle_begin(2, "_done_callback").handle_end(2);
    CHECK(tells(run.recording(), "asyncio's own callback _done_callback has run."));
    run.handle_begin(3, "set_result");
    run.event(trace::Kind::handle_end, "InvalidStateError: invalid state", Party::handle(3));
    CHECK(tells(run.recording(), "set_result raises InvalidStateError: invalid state."));
}

TEST_CASE("a loop that a signal or a person wakes is not told to be woken by a thread") {
    RecordingBuilder run;
    run.loop_new().run_begin("run_forever").iteration(0).select_begin(-1);
    RecordingBuilder handed = run;
    run.at(0.5).event(trace::Kind::select_end, "wakeup", {}, 0);
    CHECK(tells(run.recording(), "0.500 s: something from outside wakes the loop."));
    CHECK_FALSE(tells(run.recording(), "another thread"));
    handed.on(2, "worker").line(3).call_threadsafe(1, "job(3)");
    handed.on(1).event(trace::Kind::select_end, "wakeup", {}, 0);
    CHECK(tells(handed.recording(), "0.000 s: another thread has woken the loop."));
    // What was handed over long ago has woken nobody now.
    handed.iteration(1).iteration(0).select_begin(-1);
    handed.at(0.5).event(trace::Kind::select_end, "wakeup", {}, 0);
    CHECK(tells(handed.recording(), "0.500 s: something from outside wakes the loop."));
}

TEST_CASE(
    "timers of the program are told, and what is cancelled before it runs; asyncio's are not") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    run.line(4).timer_set(1, 2, "hello").line(5).timer_set(2, 1, "_set_result_unless_cancelled");
    run.line(6).call_soon(3, "tick").event(trace::Kind::handle_cancel, "", Party::handle(3));
    run.waits(1, "sleep", Party::future(1), 1).step_end(1, "waits");
    CHECK(tells(run.recording(), "A timer is set: hello is to run at 2.000 s. "));
    CHECK(tells(run.recording(), "tick is cancelled: it will not run. main() awaits a sleep"));
    run.step_begin(1).timer_cancel(2).timer_cancel(1).done(1).step_end(1, "ends");
    CHECK(tells(run.recording(), "  hello is cancelled: it will not run. main() is Done"));
    CHECK_FALSE(tells(run.recording(), "_set_result"));
}

TEST_CASE("a cancelled future is told so, and is not done for those who hear of it") {
    using trace::Kind;
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    run.event(Kind::future_new, "shield", Party::future(1), trace::no_value, 1);
    run.event(Kind::callback_add, "_release_waiter", Party::future(1), trace::no_value, 1);
    run.future_done(1, "cancelled").waits(1, "wait_for", Party::future(2)).step_end(1, "waits");
    CHECK(tells(run.recording(),
                "  shield() is cancelled. main() awaits the end of shield() (cancel"));
    run.handle_begin(1, "_release_waiter");
    run.event(Kind::callback_run, "_release_waiter", Party::future(1));
    CHECK(tells(run.recording(), "The callback _release_waiter runs: shield() was cancelled."));
    run.future_done(2).woken(1, Party::future(2)).handle_end(1).step_begin(1);
    CHECK(tells(run.recording(),
                "main() goes on: shield(), which it had asked to cancel, has ended."));
    CHECK_FALSE(tells(run.recording(), "is done"));
    CHECK(tells(run.recording(), "shield() 被取消。", Language::chinese));
}

TEST_CASE("a wait_for whose task somebody else cancels is not told to have had it done") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").task_new(2, "work()").run_begin("run_forever");
    run.step_begin(1).event(trace::Kind::callback_add, "_release_waiter", Party::task(2),
                            trace::no_value, 1);
    run.waits(1, "wait_for", Party::future(1), 5).step_end(1, "waits");
    run.step_begin(2).cancelled(2).step_end(2, "ends").handle_begin(1, "_release_waiter");
    run.future_done(1).woken(1, Party::future(1)).handle_end(1).step_begin(1);
    CHECK(tells(run.recording(), "main() goes on: what it awaited (work()) was cancelled."));
}

TEST_CASE("what run() does is told in an order in which it can happen") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run", Party::task(1)).step_begin(1).done(1);
    run.step_end(1, "ends").run_end();
    CHECK(tells(run.recording(), "MainThread is in run(main()) and starts the loop"));
    CHECK_FALSE(tells(run.recording(), "calls run("));
    // It still has to clean up.
    CHECK(tells(run.recording(), "What run() was called with has ended: the loop stands still."));
    CHECK_FALSE(tells(run.recording(), "run() returns"));
}

TEST_CASE("what a closed loop drops is told with a number that fits one and many") {
    RecordingBuilder run;
    run.loop_new().event(trace::Kind::loop_close, "", {}, 1);
    CHECK(tells(run.recording(), "what was still queued or scheduled never runs (1)."));
}

TEST_CASE("a process that ends at once, or is killed, is told in a sentence") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    RecordingBuilder exits = run;
    exits.event(trace::Kind::thread_end, "os._exit(5)", {}, trace::no_value, 1);
    CHECK(tells(exits.recording(), "main() calls os._exit(5): the process ends at once"));
    CHECK(tells(exits.recording(), "main() 调用 os._exit(5)：进程立即结束", Language::chinese));
    run.event(trace::Kind::thread_end, "signal 11: Segmentation fault");
    CHECK(tells(run.recording(), "The process is ended by signal 11: Segmentation fault."));
    CHECK(tells(run.recording(), "进程被 signal 11: Segmentation fault 终止。", Language::chinese));
}

}  // namespace coroscope::viz::test
