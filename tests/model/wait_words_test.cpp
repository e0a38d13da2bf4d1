#include "viz/model/wait_words.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/fold.hpp"

namespace coroscope::viz::test {

namespace {

std::string brief(const RecordingBuilder& run, Language language) {
    const World world = fold(run.recording(), run.seq());
    return brief_wait_words(run.recording(), world, world.tasks[1], language);
}

}  // namespace

TEST_CASE("brief words of a wait keep its seconds whole, in both languages") {
    RecordingBuilder two;
    two.loop_new().task_new(1, "main()").run_begin("run").step_begin(1);
    two.event(trace::Kind::future_new, "wait", Party::future(1), trace::no_value, 1);
    for (const TaskId task : {2u, 3u})
        two.task_new(task, "work()", 1)
            .event(trace::Kind::callback_add, "_on_completion", Party::task(task), trace::no_value,
                   1);
    two.waits(1, "wait", Party::future(1), 2).step_end(1, "waits");
    CHECK(brief(two, Language::english) == "2 tasks together (until 2.000 s at most)");
    CHECK(brief(two, Language::chinese) == "一起的 2 个任务（最迟到 2.000 秒）");
}

TEST_CASE("a limit that never comes is none") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").task_new(2, "brew()").run_begin("run").step_begin(1);
    run.event(trace::Kind::callback_add, "_release_waiter", Party::task(2), trace::no_value, 1);
    run.event(trace::Kind::waits, "wait_for", Party::future(1), INT64_MAX, 1).step_end(1, "waits");
    CHECK(brief(run, Language::english) == "brew()");
    CHECK(brief(run, Language::chinese) == "brew()");
}

TEST_CASE("brief words of a wait are without the class of what it waits for") {
    RecordingBuilder get;
    get.loop_new().task_new(1, "main()").task_new(2, "Queue.get()").run_begin("run");
    get.step_begin(1).event(trace::Kind::callback_add, "_release_waiter", Party::task(2),
                            trace::no_value, 1);
    get.waits(1, "wait_for", Party::future(1), 2).step_end(1, "waits");
    CHECK(brief(get, Language::english) == "get() (until 2.000 s at most)");
    CHECK(brief(get, Language::chinese) == "get()（最迟到 2.000 秒）");
}

TEST_CASE("a wait_for that is over waits for the end of what it has asked to cancel") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").task_new(2, "Tea.brew()").run_begin("run").step_begin(1);
    run.event(trace::Kind::future_new, "wait_for", Party::future(1), trace::no_value, 1);
    run.event(trace::Kind::callback_add, "_release_waiter", Party::task(2), trace::no_value, 1);
    run.waits(1, "wait_for", Party::future(1)).step_end(1, "waits");
    CHECK(brief(run, Language::english) == "the end of brew() (cancel asked)");
    CHECK(brief(run, Language::chinese) == "brew() 结束（已请求取消）");
}

}  // namespace coroscope::viz::test
