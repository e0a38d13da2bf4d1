// How a wait_for is told: what for, until when, and how it ends.
#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/narration.hpp"

namespace coroscope::viz::test {

using trace::Party;

namespace {

bool tells(const trace::Recording& recording, std::string_view sentence,
           Language language = Language::english) {
    return narrated(recording, language).find(sentence) != std::string::npos;
}

}  // namespace

TEST_CASE("a wait_for is told with what it is for and how long it waits at most") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").task_new(2, "work(5)").run_begin("run_forever");
    run.step_begin(1).event(trace::Kind::callback_add, "_release_waiter", Party::task(2),
                            trace::no_value, 1);
    run.waits(1, "wait_for", Party::future(1), 2).step_end(1, "waits");
    CHECK(tells(run.recording(), "main() awaits work(5) (until 2.000 s at most) and gives"));
    CHECK(tells(run.recording(), "main() await work(5)（最迟到 2.000 秒），", Language::chinese));
    RecordingBuilder in_time = run;
    in_time.at(1).step_begin(2).done(2).step_end(2, "ends").woken(1).step_begin(1);
    CHECK(tells(in_time.recording(), "main() goes on: what it awaited (work(5)) is done."));
    run.at(2).woken(1).step_begin(1);
    CHECK(tells(run.recording(), "main() goes on: its time is over, work(5) is not done."));
}

TEST_CASE("a wait_for that is too late for a future is not told as success") {
    struct Told {
        const char* made_by;
        const char* name;
    };
    for (const Told& told : {Told{"shield", "shield()"}, Told{"future", "future 1"}}) {
        RecordingBuilder run = wait_for_future(told.made_by);
        const std::string name = told.name;
        CHECK(tells(run.recording(), "main() awaits " + name + " (until 1.000 s at most) and"));
        RecordingBuilder in_time = run;
        in_time.at(0.5).future_done(1).future_done(2).woken(1).step_begin(1);
        CHECK(
            tells(in_time.recording(), "main() goes on: what it awaited (" + name + ") is done."));
        run.at(1).future_done(2).woken(1).step_begin(1);
        CHECK(
            tells(run.recording(), "main() goes on: its time is over, " + name + " is not done."));
        CHECK(tells(run.recording(), "main() 继续运行：时间到了，" + name + " 还没有完成。",
                    Language::chinese));
    }
}

TEST_CASE("the second wait of a wait_for is told as that for the end of what it cancels") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").task_new(2, "slow()").run_begin("run_forever");
    run.step_begin(1);
    run.event(trace::Kind::future_new, "wait_for", Party::future(1), trace::no_value, 1);
    run.event(trace::Kind::callback_add, "_release_waiter", Party::task(2), trace::no_value, 1);
    run.waits(1, "wait_for", Party::future(1)).step_end(1, "waits");
    run.step_begin(2).cancelled(2).step_end(2, "ends").woken(1).step_begin(1);
    CHECK(tells(run.recording(), "main() awaits the end of slow() (cancel asked) and gives"));
    CHECK(
        tells(run.recording(), "main() goes on: slow(), which it had asked to cancel, has ended."));
    CHECK(tells(run.recording(), "它请求取消的 slow() 已经结束", Language::chinese));
}

TEST_CASE("a wait_for of a gather is told with the tasks of that gather") {
    RecordingBuilder run = wait_for_gather();
    CHECK(tells(run.recording(), "main() awaits 2 tasks together (until 1.000 s at most) and"));
    CHECK(tells(run.recording(), "main() await 一起的 2 个任务（最迟到 1.000 秒），",
                Language::chinese));
    RecordingBuilder in_time = run;
    in_time.at(0.5).future_done(1).future_done(2).woken(1).step_begin(1);
    CHECK(tells(in_time.recording(), "main() goes on: its wait for 2 tasks together is over."));
    // One of two in time is too late all the same.
    run.step_begin(2).done(2).step_end(2, "ends");
    run.at(1).future_done(2).woken(1).step_begin(1);
    CHECK(
        tells(run.recording(),
              "main() goes on: its time is over before the 2 tasks that it waited for are done."));
    CHECK(tells(run.recording(), "main() 继续运行：时间到了，它等的 2 个任务还没有完成。",
                Language::chinese));
}

TEST_CASE("a wait whose time is over is told so, also where some of what it waited for is done") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").run_begin("run_forever").step_begin(1);
    for (const TaskId task : {2u, 3u}) run.task_new(task, "work()", 1);
    run.event(trace::Kind::future_new, "wait", Party::future(1), trace::no_value, 1);
    for (const TaskId task : {2u, 3u})
        run.event(trace::Kind::callback_add, "_on_completion", Party::task(task), trace::no_value,
                  1);
    run.waits(1, "wait", Party::future(1), 1).step_end(1, "waits");
    run.step_begin(2).done(2).step_end(2, "ends");
    RecordingBuilder in_time = run;
    in_time.step_begin(3).done(3).step_end(3, "ends");
    in_time.handle_begin(1, "_on_completion").future_done(1).woken(1).handle_end(1).step_begin(1);
    CHECK(tells(in_time.recording(), "main() goes on: its wait for 2 tasks together is over."));
    run.at(1).handle_begin(1, "_release_waiter").future_done(1).woken(1).handle_end(1);
    run.step_begin(1);
    CHECK(tells(run.recording(), "main() goes on: its time is over before the 2 tasks"));
}

}  // namespace coroscope::viz::test
