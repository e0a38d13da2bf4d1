#include "viz/model/why.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/inspection.hpp"

namespace coroscope::viz::test {

namespace {

struct Told {
    std::string sentence;
    std::vector<Party> chain;
};

Told why(const trace::Recording& recording, Party party, double seconds = -1,
         Language language = Language::english) {
    const World world = fold(recording, recording.events.size() - 1);
    const double time = seconds < 0 ? static_cast<double>(world.t_ns) : seconds * 1e9;
    Why reason = why_not_running(recording, world, party, time, language);
    return {reason.sentence, reason.chain};
}

Told why(const trace::Recording& recording, TaskId task, double seconds = -1,
         Language language = Language::english) {
    return why(recording, Party::task(task), seconds, language);
}

bool has(const Told& told, std::string_view part) {
    return told.sentence.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a sleeper waits for its timer, and how long is said") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)").run_begin("run_forever");
    run.step_begin(1).waits(1, "sleep", Party::future(1), 2).step_end(1, "waits");
    run.iteration(0).select_begin(2);
    CHECK(has(why(run.recording(), 1, 0.5), "It sleeps until 2.000 s: 1.5 s left"));
    CHECK(why(run.recording(), 1).chain == std::vector{Party::task(1)});
}

TEST_CASE("a sleep or a timer without end is said to be so, without a number of seconds") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "rest()").task_new(2, "main()").run_begin("run_forever");
    run.line(3).event(trace::Kind::timer_set, "late()", Party::handle(7), INT64_MAX);
    run.step_begin(1).event(trace::Kind::waits, "sleep", Party::future(1), INT64_MAX, 1);
    run.step_end(1, "waits");
    run.step_begin(2).waits(2, "task", Party::task(1)).step_end(2, "waits");
    CHECK(why(run.recording(), 1).sentence == "It sleeps without end: its timer is never due.");
    CHECK(why(run.recording(), 1, -1, Language::chinese).sentence ==
          "它的睡眠没有尽头：定时器永不到期。");
    CHECK(why(run.recording(), 2).sentence == "It awaits rest(), which sleeps without end.");
    CHECK(has(why(run.recording(), Party::handle(7)), "Its timer is never due"));
}

TEST_CASE("a callback that hangs on a task says whose end has called it") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work()").run_begin("run_forever").step_begin(1).done(1, "7");
    run.event(trace::Kind::call_soon, "report", Party::handle(1), trace::no_value, 1);
    run.step_end(1, "ends").line(4).handle_begin(1, "report");
    CHECK_FALSE(has(why(run.recording(), Party::handle(1)), "hung on"));
    run.line(4).event(trace::Kind::callback_run, "report", Party::task(1)).print("7");
    CHECK(why(run.recording(), Party::handle(1)).sentence ==
          "It is running: a callback has the loop to itself until it returns. It hung on work(), "
          "which has ended.");
    run.handle_end(1);
    CHECK(has(why(run.recording(), Party::handle(1)), "It has run: a callback runs once. It hung"));
    CHECK(has(why(run.recording(), Party::handle(1), -1, Language::chinese), "它挂在 work() 上"));
}

TEST_CASE("a ready task waits for the one that runs") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()").run_begin("run_forever").step_begin(1);
    const Told told = why(run.recording(), 2);
    CHECK(has(told, "one thing at a time and a() is running"));
    CHECK(told.chain == std::vector{Party::task(2), Party::task(1)});
}

TEST_CASE("a sleeper whose timer is due is not told to wait for another iteration") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)").run_begin("run_forever");
    run.step_begin(1).waits(1, "sleep", Party::future(1), 1).step_end(1, "waits");
    run.iteration(0).select_begin(1).at(1).select_end();
    CHECK(why(run.recording(), 1).sentence ==
          "Its sleep is over; the loop notices when it next looks at its timers.");
}

TEST_CASE("a callback that waits for a callback is not told that a task runs") {
    RecordingBuilder run;
    run.loop_new().run_begin("run_forever");
    run.event(trace::Kind::call_soon, "job(3)", Party::handle(1));
    run.event(trace::Kind::call_soon, "job(5)", Party::handle(2)).handle_begin(1, "job(3)");
    CHECK(why(run.recording(), Party::handle(2)).sentence ==
          "It is ready, but a loop runs one thing at a time and job(3) is running.");
    CHECK_FALSE(has(why(run.recording(), Party::handle(2), -1, Language::chinese), "任务"));
}

TEST_CASE("a running task is not told to lose the loop at an await that does not yield") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").run_begin("run_forever").step_begin(1);
    CHECK(why(run.recording(), 1).sentence ==
          "It is running: it has the loop to itself until it yields or ends.");
    CHECK_FALSE(has(why(run.recording(), 1, -1, Language::chinese), "await"));
}

TEST_CASE("a blocked thread holds up what is ready and what is due") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()").task_new(3, "c()");
    run.run_begin("run_forever");
    run.step_begin(3).waits(3, "sleep", Party::future(1), 1).step_end(3, "waits");
    run.step_begin(1).block_begin("sleep", 3, 1);
    const Told ready = why(run.recording(), 2);
    CHECK(has(ready, "MainThread is inside time.sleep(3) until 3.000 s"));
    CHECK(ready.chain == std::vector{Party::task(2), Party::task(1), Party::thread(1)});
    CHECK(has(why(run.recording(), 3, 2), "Its sleep was over at 1.000 s, but MainThread"));
    CHECK(has(why(run.recording(), 3, 0.5), "It sleeps until 1.000 s"));
    CHECK(has(why(run.recording(), 1), "nobody else can run"));
}

TEST_CASE("a chain of awaits is followed to its end") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()").task_new(3, "c()");
    run.run_begin("run_forever");
    run.step_begin(1).waits(1, "task", Party::task(2)).step_end(1, "waits");
    run.step_begin(2).waits(2, "task", Party::task(3)).step_end(2, "waits");
    run.step_begin(3).waits(3, "sleep", Party::future(1), 5).step_end(3, "waits");
    const Told told = why(run.recording(), 1);
    CHECK(has(told, "It awaits b(), which has not finished"));
    CHECK(told.chain == std::vector{Party::task(1), Party::task(2), Party::task(3)});
    CHECK(has(why(run.recording(), 2), "It awaits c(), which sleeps until 5.000 s"));
}

TEST_CASE("who waits with a time limit says for whom, and how long at most") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()").run_begin("run_forever");
    run.step_begin(1).event(trace::Kind::callback_add, "_release_waiter", Party::task(2),
                            trace::no_value, 1);
    run.waits(1, "wait_for", Party::future(1), 2).step_end(1, "waits");
    run.step_begin(2).waits(2, "sleep", Party::future(2), 5).step_end(2, "waits");
    const Told told = why(run.recording(), 1, 0.5);
    CHECK(told.sentence ==
          "It awaits b(), which sleeps until 5.000 s. It waits until 2.000 s at most: 1.5 s left.");
    CHECK(told.chain == std::vector{Party::task(1), Party::task(2)});
}

TEST_CASE("a wait_for of what is no task names that, of a gather its members") {
    const RecordingBuilder shield = wait_for_future("shield");
    CHECK(
        why(shield.recording(), 1, 0.5).sentence ==
        "It awaits shield(), which has not finished. It waits until 1.000 s at most: 0.5 s left.");
    CHECK(why(shield.recording(), 1, 0.5, Language::chinese).sentence ==
          "它在 await shield()，后者还没有结束。它最迟等到 1.000 秒：还剩 0.5 秒。");
    CHECK(why(shield.recording(), 1).chain == std::vector{Party::task(1)});

    RecordingBuilder gather = wait_for_gather();
    CHECK(why(gather.recording(), 1, 0.5).sentence ==
          "It awaits 2 tasks together; still unfinished: work(5), work(6). "
          "It waits until 1.000 s at most: 0.5 s left.");
    CHECK(why(gather.recording(), 1).chain ==
          std::vector{Party::task(1), Party::task(2), Party::task(3)});
    gather.step_begin(2).done(2).step_end(2, "ends");
    CHECK(has(why(gather.recording(), 1), "still unfinished: work(6)."));
    // Between its end and the callback that tells of it.
    gather.step_begin(3).done(3).step_end(3, "ends");
    CHECK(has(why(gather.recording(), 1), "It awaits 2 tasks together; all have finished"));
    CHECK(has(why(gather.recording(), 1, -1, Language::chinese), "全都结束了"));
}

TEST_CASE("at a queue it is said whether an item is to be taken or put") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()").task_new(3, "c()");
    run.run_begin("run_forever");
    run.step_begin(1).waits(1, "queue_item", Party::future(1)).step_end(1, "waits");
    run.step_begin(2).waits(2, "queue_room", Party::future(2)).step_end(2, "waits");
    run.step_begin(3).waits(3, "task_group", Party::future(3)).step_end(3, "waits");
    // With two getters and one item the second one waits while the queue is not empty.
    CHECK(why(run.recording(), 1).sentence ==
          "It waits for its turn to take an item from a queue.");
    CHECK(why(run.recording(), 2).sentence == "It waits for its turn to put an item into a queue.");
    CHECK(has(why(run.recording(), 3), "waits for its task group"));
}

TEST_CASE("of thousands that are awaited together some are named, and the others counted") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    for (TaskId task = 2; task < 5002; ++task) {
        run.task_new(task, "w()", 1);
        run.event(trace::Kind::callback_add, "_done_callback", Party::task(task), trace::no_value,
                  1);
    }
    run.event(trace::Kind::future_new, "gather", Party::future(1), trace::no_value, 1);
    run.waits(1, "gather", Party::future(1)).step_end(1, "waits");
    CHECK(
        has(why(run.recording(), 1), "It awaits 5000 tasks together; still unfinished: w(), w()"));
    CHECK(has(why(run.recording(), 1), " and 4980 more."));
    CHECK(has(why(run.recording(), 1, -1, Language::chinese), " 等 5000 个任务。"));
    CHECK(why(run.recording(), 1).sentence.size() < 400);
}

TEST_CASE("a callback that was cancelled is not told to have run") {
    RecordingBuilder run;
    run.loop_new().run_begin("run_forever");
    run.line(1).timer_set(1, 2, "hello").line(2).call_soon(2, "tick").timer_cancel(1);
    run.handle_begin(2, "tick").handle_end(2);
    const auto of = [&](std::uint32_t handle) {
        const World world = fold(run.recording(), run.seq());
        return why_not_running(run.recording(), world, Party::handle(handle), 0, Language::english)
            .sentence;
    };
    CHECK(of(1) == "It was cancelled: it will not run.");
    CHECK(of(2) == "It has run: a callback runs once.");
}

TEST_CASE("two tasks that await each other end the chain, not the program") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()").run_begin("run_forever");
    run.step_begin(1).waits(1, "task", Party::task(2)).step_end(1, "waits");
    run.step_begin(2).waits(2, "task", Party::task(1)).step_end(2, "waits");
    run.task_new(3, "c()").step_begin(3).waits(3, "task", Party::task(2)).step_end(3, "waits");
    CHECK(why(run.recording(), 1).chain == std::vector{Party::task(1), Party::task(2)});
    CHECK(has(why(run.recording(), 1), "Nobody will ever wake it"));
    CHECK(has(why(run.recording(), 1), "a() awaits b(), b() awaits a()."));
    CHECK(has(why(run.recording(), 2), "b() awaits a(), a() awaits b()."));
    // Who only waits for one of them is told of it, too.
    CHECK(has(why(run.recording(), 3), "It awaits b(), which nobody will ever wake"));
    CHECK(why(run.recording(), 3).chain ==
          std::vector{Party::task(3), Party::task(2), Party::task(1)});
}

TEST_CASE("a queued task of a loop that does not run says so") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()");
    CHECK(has(why(run.recording(), 1), "nobody has called run_until_complete()"));
}

TEST_CASE("a finished task never runs again") {
    const trace::Recording run = interrupted_sleepers();
    CHECK(has(why(run, 1), "It is done"));
    CHECK(has(why(run, 2), "It was cancelled"));
    CHECK(why(run, 99).sentence.empty());
}

TEST_CASE("a callback that is held up says by whom; one that has run runs no more") {
    RecordingBuilder run;
    run.loop_new().run_begin("run_forever").line(3).call_soon(1, "job(3)");
    run.line(3).call_soon(2, "job(5)").line(3).handle_begin(1, "job(3)").block_begin("sleep", 3);
    const Told held = why(run.recording(), Party::handle(2), 1);
    CHECK(has(held, "MainThread is inside time.sleep(3) until 3.000 s"));
    CHECK(held.chain == std::vector{Party::handle(2), Party::handle(1), Party::thread(1)});
    CHECK(has(why(run.recording(), Party::handle(1), 1), "It runs, but it is inside"));
    run.at(3).block_end().handle_end(1);
    CHECK(has(why(run.recording(), Party::handle(2)), "next in the queue"));
    CHECK(has(why(run.recording(), Party::handle(1)), "It has run"));
}

TEST_CASE("every task has a reason at every moment of any run") {
    for (const trace::Recording& recording : many_recordings()) {
        World world;
        for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
            apply(world, recording, seq);
            for (const Task& task : world.tasks) {
                if (task.id == 0) continue;
                const Why reason =
                    why_not_running(recording, world, Party::task(task.id),
                                    static_cast<double>(world.t_ns), Language::english);
                CHECK_FALSE(reason.sentence.empty());
                CHECK(reason.chain.front() == Party::task(task.id));
            }
        }
    }
}

TEST_CASE("the inspector knows who waits for a task and which callbacks it has left") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").task_new(2, "b()");
    run.event(trace::Kind::callback_add, "tell", Party::task(2));
    run.event(trace::Kind::callback_add, "count", Party::task(2)).run_begin("run_forever");
    run.step_begin(1).waits(1, "task", Party::task(2)).step_end(1, "waits");
    const World before = fold(run.recording(), run.seq());
    CHECK(inspect(run.recording(), before, 2).awaited_by == std::vector{Party::task(1)});
    CHECK(inspect(run.recording(), before, 2).callbacks ==
          std::vector<std::string>{"tell", "count"});
    run.event(trace::Kind::callback_run, "tell", Party::task(2));
    const World after = fold(run.recording(), run.seq());
    CHECK(inspect(run.recording(), after, 2).callbacks == std::vector<std::string>{"count"});
}

}  // namespace coroscope::viz::test
