#include "viz/model/possible.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/names.hpp"

namespace coroscope::viz::test {

namespace {

using Action = Intervention::Action;

Possible possible(const RecordingBuilder& run, Action action, TaskId task) {
    const trace::Recording& recording = run.recording();
    return is_possible(recording, fold(recording, run.seq()), action, task);
}

std::string reason(const RecordingBuilder& run, Action action, TaskId task,
                   Language language = Language::english) {
    const trace::Recording& recording = run.recording();
    const World world = fold(recording, run.seq());
    const Possible possible = is_possible(recording, world, action, task);
    return why_impossible(possible.why, party_label(recording, world, Party::task(possible.who)),
                          language);
}

/// work(1) awaits work(2), which sleeps; work(3) awaits a gather; work(4) is new; work(5) runs.
RecordingBuilder five_tasks() {
    RecordingBuilder run;
    run.loop_new();
    for (TaskId task = 1; task <= 5; ++task) {
        run.task_new(task, "work(" + std::to_string(task) + ")");
    }
    run.run_begin("run_forever");
    run.step_begin(1).waits(1, "task", Party::task(2)).step_end(1, "waits");
    run.step_begin(2).waits(2, "sleep", Party::future(1), 2).step_end(2, "waits");
    run.step_begin(3).waits(3, "gather", Party::future(2)).step_end(3, "waits");
    run.step_begin(5);
    return run;
}

}  // namespace

TEST_CASE("a sleep can be completed, also through the tasks that await it") {
    const RecordingBuilder run = five_tasks();
    CHECK(possible(run, Action::complete, 2));
    CHECK(possible(run, Action::raise, 1));
    CHECK(reason(run, Action::complete, 1).empty());
}

TEST_CASE("what cannot be completed is told with its reason, in both languages") {
    RecordingBuilder run = five_tasks();
    CHECK(possible(run, Action::complete, 3) == Possible{Impossible::awaits_group, 3});
    CHECK(reason(run, Action::complete, 3) ==
          "work(3) awaits a group of tasks: its wait ends with them.");
    CHECK(possible(run, Action::raise, 4) == Possible{Impossible::task_new, 4});
    CHECK(possible(run, Action::raise, 5) == Possible{Impossible::task_running, 5});
    CHECK(reason(run, Action::raise, 5, Language::chinese) == "work(5) 正在运行：它没有在等。");
    CHECK(possible(run, Action::complete, 9) == Possible{Impossible::no_task, 9});
    run.done(5, "None").step_end(5, "ends").future_done(1).woken(2);
    CHECK(possible(run, Action::complete, 5) == Possible{Impossible::task_finished, 5});
    // The task at the end of the chain is the one that the reason is about.
    CHECK(possible(run, Action::complete, 1) == Possible{Impossible::task_ready, 2});
}

TEST_CASE("who waits for one, or in a circle, is not told to wait for several") {
    for (const char* call : {"wait_for", "shield"}) {
        RecordingBuilder run = five_tasks();
        run.waits(5, call, Party::future(3)).step_end(5, "waits");
        CHECK(possible(run, Action::complete, 5) == Possible{Impossible::awaits_one, 5});
        CHECK(reason(run, Action::complete, 5) ==
              "work(5) awaits another one in wait_for() or shield(): complete that one.");
        CHECK(reason(run, Action::complete, 5, Language::chinese) ==
              "work(5) 在 wait_for() 或 shield() 里等另一个：要完成的是那一个。");
    }
    RecordingBuilder circle = five_tasks();
    circle.waits(5, "task", Party::task(4)).step_end(5, "waits");
    circle.step_begin(4).waits(4, "task", Party::task(5)).step_end(4, "waits");
    CHECK(possible(circle, Action::raise, 5) == Possible{Impossible::awaits_circle, 5});
    CHECK(reason(circle, Action::raise, 5) ==
          "work(5) awaits tasks that wait in a circle: nothing there can be completed.");
    CHECK(reason(circle, Action::raise, 5, Language::chinese) ==
          "work(5) 在等围成一圈的任务：那里没有可以完成的东西。");
}

TEST_CASE("a task can be asked to cancel in every state but when it is gone") {
    RecordingBuilder run = five_tasks();
    for (TaskId task = 1; task <= 5; ++task) {
        CHECK(possible(run, Action::cancel, task));
    }
    run.step_end(5, "waits").run_end().destroyed(4);
    CHECK(possible(run, Action::cancel, 4) == Possible{Impossible::task_gone, 4});
}

TEST_CASE("a closed loop lets nothing be done to what is still pending there") {
    RecordingBuilder run = five_tasks();
    run.step_end(5, "waits").run_end().close();
    CHECK(possible(run, Action::cancel, 2) == Possible{Impossible::loop_closed, 2});
}

TEST_CASE("an interrupt needs a main thread") {
    RecordingBuilder run = five_tasks();
    CHECK(possible(run, Action::interrupt, 0));
    run.thread_end();
    CHECK(possible(run, Action::interrupt, 0) == Possible{Impossible::main_thread_end, 0});
    CHECK(reason(run, Action::interrupt, 0) == "The main thread has ended: nothing follows there.");
    CHECK(reason(run, Action::interrupt, 0, Language::chinese) ==
          "主线程已经结束：那里不会再发生什么。");
}

TEST_CASE("a task's sleeps are counted as a scenario counts them") {
    RecordingBuilder run = five_tasks();
    run.event(trace::Kind::future_new, "sleep", Party::future(7), trace::no_value, 5);
    run.step_end(5, "waits").step_begin(5).step_end(5, "yields");
    CHECK(sleeps_begun(run.recording(), 5, run.seq()) == 2);
    CHECK(sleeps_begun(run.recording(), 4, run.seq()) == 0);
}

TEST_CASE("what became of an intervention is one sentence") {
    const Intervention cancel = cancel_at("work(2)", std::chrono::seconds{1});
    CHECK(fate_sentence(cancel, {Fate::done}, Language::english) == "Done.");
    CHECK(fate_sentence(cancel, {Fate::impossible, Impossible::no_task, {}}, Language::english) ==
          "There is no such task here.");
    CHECK(fate_sentence(cancel, {Fate::impossible, Impossible::task_finished, "Task-2"},
                        Language::english) == "Task-2 is finished: it waits for nothing.");
    CHECK(
        fate_sentence(cancel, {Fate::impossible, Impossible::thread_end, {}}, Language::english) ==
        "The thread of that step has ended: nothing follows there.");
    CHECK(fate_sentence(cancel, {Fate::impossible}, Language::english) ==
          "It cannot be done here.");
    for (const Fate fate :
         {Fate::never_reached, Fate::done, Fate::lost, Fate::impossible, Fate::off}) {
        CHECK_FALSE(fate_sentence(cancel, {fate}, Language::chinese).empty());
    }
}

}  // namespace coroscope::viz::test
