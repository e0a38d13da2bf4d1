#include "viz/model/narration.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/phrases.hpp"

namespace coroscope::viz::test {

namespace {

bool tells(const trace::Recording& recording, std::string_view sentence,
           Language language = Language::english) {
    return narrated(recording, language).find(sentence) != std::string::npos;
}

// What CPython raises where a cancel() goes round in a circle.
constexpr auto of_a_circle =
    "RecursionError: maximum recursion depth exceeded while calling a Python object";

}  // namespace

TEST_CASE("an interrupted program is told from the first task to the last cancel") {
    const trace::Recording run = interrupted_sleepers();
    CHECK(tells(run, "MainThread creates the task work(1): Pending"));
    CHECK(tells(run, "work(2) awaits a sleep until 2.000 s"));
    CHECK(tells(run, "the loop waits in select() until 1.000 s"));
    CHECK(tells(run, "work(1) prints: waited 1"));
    CHECK(tells(run, "work(1) is Done: it returns 1"));
    CHECK(tells(run, "KeyboardInterrupt leaves run_until_complete()"));
    CHECK(tells(run, "MainThread calls cancel() on work(1): it has finished already"));
    CHECK(tells(run, "MainThread cancels work(2): True. Its wait ends"));
    CHECK(tells(run, "CancelledError is thrown into it at its await"));
    CHECK(tells(run, "work(3) ends as Cancelled"));
    CHECK(tells(run, "work(3) 以 Cancelled 结束", Language::chinese));
}

TEST_CASE("what goes when the program has ended is told in words") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)");
    run.thread_end().destroyed(1).timer_cancel(1);
    World world;
    const trace::Recording& recording = run.recording();
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) apply(world, recording, seq);
    const std::string told = narrate(recording, world, Language::english);
    CHECK(told.find("what is left of it goes") != std::string::npos);
}

TEST_CASE("a blocking call is told as holding up its loop") {
    const trace::Recording run = blocking_sleepers();
    CHECK(tells(run, "work(1) calls time.sleep(1): it does not yield, so loop-1"));
    CHECK(tells(run, "work(1) comes back from time.sleep()"));
}

TEST_CASE("a hand-over to a loop in another thread is told with both of them") {
    const trace::Recording run = jobs_in_a_thread();
    CHECK(tells(run, "MainThread starts the thread Thread-1 (start_loop)"));
    CHECK(tells(run, "MainThread hands job(3) over to loop-1"));
    CHECK(tells(run, "[Thread-1 (start_loop)] The loop calls job(3)"));
}

TEST_CASE("tasks that await each other are named, as is what CPython would make of it") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "brew()").task_new(2, "toast()").task_new(3, "serve()");
    run.run_begin("run", trace::Party::task(1));
    run.step_begin(1).waits(1, "task", trace::Party::task(2)).step_end(1, "waits");
    run.step_begin(2).waits(2, "task", trace::Party::task(1)).step_end(2, "waits");
    CHECK(tells(run.recording(), "brew() awaits toast() and gives the loop to the others"));
    CHECK(tells(run.recording(),
                "toast() closes a circle: toast() awaits brew(), brew() awaits toast(). "
                "Nobody will ever wake them."));
    CHECK(tells(run.recording(), "toast() 围成了一个圈：", Language::chinese));
    CHECK_FALSE(tells(run.recording(), "goes round in the circle"));
    run.step_begin(3).failed(3, of_a_circle).step_end(3, "ends");
    const std::string circle = "brew() awaits toast(), toast() awaits brew()";
    CHECK(tells(run.recording(), "A cancel() goes round in the circle without end: " + circle));
    run.select_begin(-1);
    CHECK(tells(run.recording(), circle + ": nobody will ever wake them"));
    run.run_end("DeadlockError");
    CHECK(tells(run.recording(), "Python would wait here for ever: " + circle));
    run.event(trace::Kind::thread_end, of_a_circle);
    const std::string told = narrated(run.recording(), Language::english);
    CHECK(told.rfind("goes round in the circle") > told.find("Python would wait here for ever"));
}

TEST_CASE("where nobody can ever go on, it is told that Python would wait there for ever") {
    using trace::Party;
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()");
    SUBCASE("in a select") {
        run.run_begin("run", Party::task(1)).step_begin(1).waits(1, "future", Party::future(1));
        run.step_end(1, "waits").select_begin(-1).run_end("DeadlockError");
        CHECK(tells(run.recording(),
                    "Python would wait here for ever. The run is given up, "
                    "DeadlockError leaves run()."));
    }
    SUBCASE("in a blocking call") {
        run.event(trace::Kind::block_begin, "join", Party::thread(2));
        run.event(trace::Kind::block_end, "deadlock", Party::thread(2));
        CHECK(tells(run.recording(),
                    "Python would wait here for ever. The run is given up, a "
                    "DeadlockError ends the call of MainThread."));
        CHECK_FALSE(tells(run.recording(), "KeyboardInterrupt"));
    }
}

TEST_CASE("a circle is no cause of what it has nothing to do with") {
    using trace::Party;
    RecordingBuilder run;
    run.loop_new().task_new(1, "brew()").task_new(2, "toast()").task_new(3, "serve()");
    run.run_begin("run", Party::task(3));
    run.step_begin(1).waits(1, "task", Party::task(2)).step_end(1, "waits");
    run.step_begin(2).waits(2, "task", Party::task(1)).step_end(2, "waits");
    SUBCASE("the main task awaits a future that nobody sets") {
        run.step_begin(3).waits(3, "future", Party::future(1)).step_end(3, "waits");
        run.run_end("DeadlockError");
        CHECK_FALSE(tells(run.recording(), "Python would wait here for ever: "));
    }
    SUBCASE("a task recurses without end by itself") {
        run.step_begin(3).failed(3, "RecursionError: maximum recursion depth exceeded");
        run.step_end(3, "ends");
        CHECK_FALSE(tells(run.recording(), "goes round in the circle"));
    }
    SUBCASE("another loop runs when that of the circle has stopped") {
        run.step_begin(3).done(3).step_end(3, "ends").run_end();
        run.in(2).loop_new().task_new(4, "shop()").run_begin("run", Party::task(4));
        run.step_begin(4).waits(4, "future", Party::future(1)).step_end(4, "waits");
        run.select_begin(-1);
        CHECK_FALSE(tells(run.recording(), "nobody will ever wake them."));
        run.event(trace::Kind::select_end, "wakeup", {}, 0).future_done(1).woken(4);
        run.step_begin(4).failed(4, of_a_circle).step_end(4, "ends").run_end();
        run.event(trace::Kind::thread_end, of_a_circle);
        CHECK_FALSE(tells(run.recording(), "goes round in the circle"));
    }
}

TEST_CASE("a wait for several of which one is in a circle is what Python would wait in for ever") {
    using trace::Party;
    RecordingBuilder run;
    run.loop_new().task_new(1, "serve()").task_new(2, "brew()").task_new(3, "toast()");
    run.task_new(4, "jam()").run_begin("run", Party::task(1)).step_begin(1);
    run.event(trace::Kind::callback_add, "_done_callback", Party::task(4), trace::no_value, 1);
    run.event(trace::Kind::future_new, "gather", Party::future(1), trace::no_value, 1);
    run.waits(1, "gather", Party::future(1)).step_end(1, "waits");
    run.step_begin(4).waits(4, "task", Party::task(3)).step_end(4, "waits");
    run.step_begin(3).waits(3, "task", Party::task(2)).step_end(3, "waits");
    run.step_begin(2).waits(2, "task", Party::task(3)).step_end(2, "waits");
    run.run_end("DeadlockError");
    CHECK(tells(run.recording(),
                "Python would wait here for ever: brew() awaits toast(), toast() "
                "awaits brew(). "));
}

TEST_CASE("a task that another one waits for wakes it when it ends") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").task_new(2, "work(2)").run_begin("run_forever");
    run.step_begin(1).waits(1, "task", trace::Party::task(2)).step_end(1, "waits");
    run.step_begin(2).done(2, "7").woken(1, trace::Party::task(2)).step_end(2, "ends");
    CHECK(tells(run.recording(), "main() awaits work(2) and gives the loop to the others"));
    CHECK(tells(run.recording(), "work(2) is Done: it returns 7. That wakes main()."));
}

namespace {

// One task waits for `what`; another one, in its step, has just made that future done.
RecordingBuilder let_go(std::string_view what) {
    RecordingBuilder run;
    run.loop_new().task_new(1, "waiter()").task_new(2, "giver()").run_begin("run_forever");
    run.step_begin(1).waits(1, what, Party::future(1)).step_end(1, "waits");
    run.step_begin(2).future_done(1).woken(1, Party::future(1));
    return run;
}

}  // namespace

TEST_CASE("what lets a waiter go in the middle of a step is told for what it is") {
    struct Told {
        const char* what;
        const char* english;
        const char* chinese;
    };
    constexpr Told all[] = {
        {"lock", "The lock is free: waiter() is woken. ", "锁空出来了：waiter() 被唤醒。"},
        {"semaphore", "The semaphore has room: waiter() is woken. ",
         "信号量有名额了：waiter() 被唤醒。"},
        {"event", "The event is set: waiter() is woken. ", "事件已设置：waiter() 被唤醒。"},
        {"condition", "The condition is notified: waiter() is woken. ",
         "条件得到通知：waiter() 被唤醒。"},
        {"queue", "The queue has an item or room: waiter() is woken. ",
         "队列可取或可放了：waiter() 被唤醒。"},
        {"queue_item", "The queue has an item: waiter() is woken. ",
         "队列里有东西了：waiter() 被唤醒。"},
        {"queue_room", "The queue has room: waiter() is woken. ",
         "队列有空位了：waiter() 被唤醒。"},
        {"queue_join", "All items of the queue are dealt with: waiter() is woken. ",
         "队列里的项全部处理完了：waiter() 被唤醒。"},
        {"barrier", "The barrier changes: waiter() is woken. ", "屏障变了：waiter() 被唤醒。"},
        {"future", "A future is done: waiter() is woken. ",
         "一个 future 完成了：waiter() 被唤醒。"},
    };
    for (const Told& told : all) {
        RecordingBuilder run = let_go(told.what);
        run.done(2).step_end(2, "ends");
        const std::string end = "giver() is Done: it returns None.\n";
        CHECK(tells(run.recording(), told.english + end));
        CHECK(tells(run.recording(), told.chinese + std::string{"giver() 变为 Done"},
                    Language::chinese));
    }
}

TEST_CASE("a wait is told by what it is for, not by the word in the recording") {
    struct Told {
        const char* what;
        const char* english;
        const char* chinese;
    };
    constexpr Told all[] = {
        {"lock", "waits for a lock and gives", "等锁，把循环让给别人"},
        {"queue_item", "waits for an item in a queue and gives", "等队列里的一项，"},
        {"queue_room", "waits for room in a queue and gives", "等队列的空位，"},
        {"queue_join", "waits for all items of a queue to be dealt with and gives",
         "等队列里的项全部处理完，"},
        {"barrier", "waits for the others at a barrier and gives", "等屏障处的其他任务，"},
        {"task_group", "waits for its task group and gives", "等它的任务组，"},
        {"io", "waits for the network and gives", "等网络，"},
        {"process", "waits for a child process and gives", "等子进程，"},
        {"pipe", "waits for a pipe and gives", "等管道，"},
        {"executor", "waits for another thread and gives", "等另一个线程，"},
        {"run_in_executor", "waits for the executor and gives", "等执行器，"},
        {"to_thread", "waits for a thread of the executor and gives", "等线程池里的线程，"},
    };
    for (const Told& told : all) {
        RecordingBuilder run;
        run.loop_new().task_new(1, "main()").run_begin("run_forever");
        run.step_begin(1).waits(1, told.what, Party::future(1)).step_end(1, "waits");
        CHECK(tells(run.recording(), std::string{"main() "} + told.english));
        CHECK(tells(run.recording(), std::string{"main() "} + told.chinese, Language::chinese));
    }
}

TEST_CASE("a join of a queue and a barrier are told as such") {
    struct Told {
        const char* what;
        const char* waits;
        const char* ends;
    };
    for (const Told& told :
         {Told{"queue_join", "waiter() waits for all items of a queue to be dealt with and gives",
               "All items of the queue are dealt with: waiter() is woken."},
          Told{"barrier", "waiter() waits for the others at a barrier and gives",
               "The barrier changes: waiter() is woken."}}) {
        RecordingBuilder run = let_go(told.what);
        run.done(2).step_end(2, "ends");
        CHECK(tells(run.recording(), told.waits));
        CHECK(tells(run.recording(), told.ends));
    }
}

TEST_CASE("what may not be awaited is told as refused") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever");
    run.step_begin(1).step_end(1, "refused");
    CHECK(tells(run.recording(), "What main() yields is refused: RuntimeError is thrown into it"));
    CHECK(tells(run.recording(), "main() 交出的东西被拒绝", Language::chinese));
}

TEST_CASE("what is printed is told as a terminal shows it") {
    RecordingBuilder run;
    run.event(trace::Kind::print, "\r\x1b[31m| wait\x1b[0m", {}, 1);
    CHECK(tells(run.recording(), "prints: | wait"));
}

TEST_CASE("a gather that was made in an earlier step is told with its tasks, not with others") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run").step_begin(1);
    for (const TaskId task : {2u, 3u, 4u, 5u, 6u}) run.task_new(task, "work()", 1);
    const auto gather = [&](std::initializer_list<TaskId> tasks, std::uint32_t future) {
        for (const TaskId task : tasks)
            run.event(trace::Kind::callback_add, "_done_callback", Party::task(task),
                      trace::no_value, 1);
        run.event(trace::Kind::future_new, "gather", Party::future(future), trace::no_value, 1);
    };
    gather({2, 3, 4}, 1);
    gather({5, 6}, 2);
    run.step_end(1, "yields").step_begin(1);
    run.waits(1, "gather", Party::future(1)).step_end(1, "waits");
    CHECK(tells(run.recording(), "main() awaits 3 tasks together and gives"));
    run.woken(1).step_begin(1).waits(1, "gather", Party::future(2)).step_end(1, "waits");
    CHECK(tells(run.recording(), "main() goes on: its wait for 3 tasks together is over."));
    CHECK(tells(run.recording(), "main() awaits 2 tasks together and gives"));
    // What a thread pool gives are no tasks.
    run.woken(1).step_begin(1);
    for (const std::uint32_t future : {11u, 12u})
        run.event(trace::Kind::callback_add, "_done_callback", Party::future(future),
                  trace::no_value, 1);
    run.event(trace::Kind::future_new, "gather", Party::future(10), trace::no_value, 1);
    run.waits(1, "gather", Party::future(10)).step_end(1, "waits");
    CHECK(tells(run.recording(), "main() awaits 2 futures together and gives"));
    CHECK(tells(run.recording(), "main() 一起 await 2 个 Future 对象，", Language::chinese));
    // Who waits for something else awaits none of them.
    run.woken(1).step_begin(1);
    gather({2, 3}, 3);
    run.waits(1, "lock", Party::future(4)).step_end(1, "waits");
    CHECK(tells(run.recording(), "main() waits for a lock and gives"));
    // Where nobody tells which they are, the words still make a sentence.
    run.woken(1).step_begin(1).waits(1, "gather", Party::future(9)).step_end(1, "waits");
    CHECK(tells(run.recording(), "main() waits for several tasks and gives"));
    CHECK(tells(run.recording(), "main() 等几个任务，", Language::chinese));
}

TEST_CASE("a wake is told in its own beat, whatever closes that") {
    RecordingBuilder run = let_go("event");
    run.print("set", 2).done(2).step_end(2, "ends");
    CHECK(tells(run.recording(), "The event is set: waiter() is woken. giver() prints: set\n"));
    CHECK(tells(run.recording(), "giver() is Done: it returns None.\n"));

    RecordingBuilder sleeps = let_go("event");
    sleeps.waits(2, "sleep", Party::future(2), 1).step_end(2, "waits");
    CHECK(tells(sleeps.recording(), "waiter() is woken. giver() awaits a sleep until 1.000 s"));
}

TEST_CASE(
    "a task that frees a lock and ends wakes the next one by the one, its awaiter by the other") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "next()").task_new(2, "owner()").task_new(3, "main()");
    run.run_begin("run_forever");
    run.step_begin(1).waits(1, "lock", Party::future(1)).step_end(1, "waits");
    run.step_begin(3).waits(3, "task", Party::task(2)).step_end(3, "waits");
    run.step_begin(2).future_done(1).woken(1, Party::future(1));
    run.done(2).woken(3, Party::task(2)).step_end(2, "ends");
    CHECK(tells(run.recording(),
                "The lock is free: next() is woken. "
                "owner() is Done: it returns None. That wakes main().\n"));
}

TEST_CASE("of many that are woken together a few are named, the others counted") {
    RecordingBuilder run;
    run.loop_new().task_new(9, "setter()").run_begin("run_forever");
    for (const trace::TaskId task : {1u, 2u, 3u, 4u, 5u}) {
        run.task_new(task, "w(" + std::to_string(task) + ")").step_begin(task);
        run.waits(task, "event", Party::future(task)).step_end(task, "waits");
    }
    run.step_begin(9);
    for (const trace::TaskId task : {1u, 2u})
        run.future_done(task).woken(task, Party::future(task));
    run.print("two", 9);
    for (const trace::TaskId task : {3u, 4u, 5u, 1u, 2u}) {
        run.future_done(task).woken(task, Party::future(task));
    }
    run.step_end(9, "yields");
    CHECK(tells(run.recording(), "The event is set: w(1), w(2) are woken. "));
    CHECK(tells(run.recording(), "The event is set: w(3), w(4), w(5) and 2 more are woken. "));
    CHECK(tells(run.recording(), "事件已设置：w(3)、w(4)、w(5) 等 5 个任务 被唤醒。",
                Language::chinese));
}

TEST_CASE("a waiter whom a lock has let go is not told to lose its wait to the cancel after that") {
    RecordingBuilder run = let_go("lock");
    run.cancel_asked(1, true, Party::task(2));
    CHECK(tells(run.recording(),
                "The lock is free: waiter() is woken. giver() cancels waiter(): "
                "True. That is a request"));

    RecordingBuilder cut;
    cut.loop_new().task_new(1, "waiter()").run_begin("run_forever");
    cut.step_begin(1).waits(1, "lock", Party::future(1)).step_end(1, "waits");
    cut.future_done(1, "cancelled").woken(1, Party::future(1)).cancel_asked(1, true);
    CHECK(tells(cut.recording(), "  MainThread cancels waiter(): True. Its wait ends"));
    CHECK_FALSE(tells(cut.recording(), "The lock is free"));
}

TEST_CASE("what a person completes is told as theirs, not as a lock that is free") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "waiter()").run_begin("run_forever");
    run.step_begin(1).waits(1, "lock", Party::future(1)).step_end(1, "waits");
    run.event(trace::Kind::intervention, "complete", Party::task(1), 0);
    run.future_done(1).woken(1, Party::future(1)).step_begin(1);
    CHECK(tells(run.recording(), "You complete what waiter() waits for."));
    CHECK(tells(run.recording(), "  waiter() goes on: its wait for a lock is over."));
    CHECK_FALSE(tells(run.recording(), "The lock is free"));
}

TEST_CASE("a person's cancel ends a wait as the program's own does") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "waiter()").run_begin("run_forever");
    run.step_begin(1).waits(1, "lock", Party::future(1)).step_end(1, "waits");
    run.event(trace::Kind::intervention, "cancel", Party::task(1), 0);
    run.future_done(1, "cancelled").woken(1, Party::future(1)).cancel_asked(1, true);
    CHECK(tells(run.recording(), "cancels waiter(): True. Its wait ends"));
}

TEST_CASE("a timer is told as a timer, and a queue that as_completed fills as a queue") {
    for (const bool queue : {false, true}) {
        RecordingBuilder run;
        run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
        run.waits(1, queue ? "queue" : "sleep", Party::future(1)).step_end(1, "waits");
        run.handle_begin(1, queue ? "_on_completion" : "_set_result_unless_cancelled");
        run.future_done(1).woken(1, Party::future(1)).handle_end(1);
        CHECK(tells(run.recording(), queue ? "The queue has an item or room: main() is woken. "
                                             "asyncio's own callback _on_completion has run."
                                           : "  The timer rings: the sleep of main() is over"));
        CHECK_FALSE(tells(run.recording(), "wait has what it waited for"));
    }
}

TEST_CASE("a generator that a cancelled task was to close has begun long ago") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "async_generator_athrow()").run_begin("run_until_complete");
    run.step_begin(1, "CancelledError").waits(1, "sleep").step_end(1, "waits");
    CHECK(tells(run.recording(), "begins, but CancelledError is thrown into its generator"));
}

TEST_CASE("a task cancelled before its first step is told to have never begun") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)").cancel_asked(1, true).run_begin("run_forever");
    run.step_begin(1, "CancelledError").cancelled(1).step_end(1, "ends");
    CHECK(tells(run.recording(), "MainThread cancels work(1): True. That is a request"));
    CHECK(tells(run.recording(), "work(1) was cancelled before its first step"));
}

TEST_CASE("every beat of any run has a sentence in both languages, with nothing left to fill in") {
    for (const trace::Recording& recording : many_recordings()) {
        World world;
        for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
            apply(world, recording, seq);
            if (!closes_beat(recording.events[seq])) continue;
            for (const Language language : {Language::english, Language::chinese}) {
                const std::string sentence = narrate(recording, world, language);
                CHECK_FALSE(sentence.empty());
                CHECK(sentence.find("{}") == std::string::npos);
            }
        }
    }
}

TEST_CASE("there is a line for each beat, with its number and its time") {
    const trace::Recording run = interrupted_sleepers();
    const std::string text = narrated(run, Language::english);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    CHECK(lines == Beats{run}.last());
    CHECK(text.starts_with("   1     0.000  MainThread makes an event loop"));
}

TEST_CASE("holes are filled in order or by their numbers") {
    CHECK(fill_in("{} and {}", {"a", "b"}) == "a and b");
    CHECK(fill_in("{1} then {0}", {"a", "b"}) == "b then a");
    CHECK(fill_in("{} alone", {}) == " alone");
}

}  // namespace coroscope::viz::test
