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
          "work(3) awaits several together: that ends with them.");
    CHECK(possible(run, Action::raise, 4) == Possible{Impossible::task_new, 4});
    CHECK(possible(run, Action::raise, 5) == Possible{Impossible::task_running, 5});
    CHECK(reason(run, Action::raise, 5, Language::chinese) == "work(5) 正在运行：它没有在等。");
    CHECK(possible(run, Action::complete, 9) == Possible{Impossible::no_task, 9});
    run.done(5, "None").step_end(5, "ends").future_done(1).woken(2);
    CHECK(possible(run, Action::complete, 5) == Possible{Impossible::task_finished, 5});
    // The task at the end of the chain is the one that the reason is about.
    CHECK(possible(run, Action::complete, 1) == Possible{Impossible::task_ready, 2});
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
    for (const Fate fate :
         {Fate::never_reached, Fate::done, Fate::lost, Fate::impossible, Fate::off}) {
        CHECK_FALSE(fate_sentence(cancel, {fate}, Language::chinese).empty());
    }
}

}  // namespace coroscope::viz::test
