#include "viz/model/listing.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "viz/model/fold.hpp"

using namespace coroscope;
using namespace coroscope::viz;
using test::RecordingBuilder;

namespace {

std::vector<LineMark> marks(const RecordingBuilder& run, std::span<const int> shown = {},
                            std::string_view file = "lesson.cpp") {
    return line_marks(fold(run.recording(), run.seq()), run.recording(), file, shown);
}

// Two tasks suspended at line 5, the main thread prints at line 9.
RecordingBuilder two_sleepers() {
    RecordingBuilder run;
    run.line(1).loop_new().task_new(1, "a").task_new(2, "b").run_begin("run_forever");
    for (const TaskId task : {1u, 2u}) {
        run.step_begin(task).line(5).waits(task, "sleep").step_end(task, "waits");
    }
    return run.line(9).print("x");
}

}  // namespace

TEST_CASE("a listing marks the running line and where tasks are suspended") {
    const std::vector<LineMark> lines = marks(two_sleepers());
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].line == 5);
    CHECK(lines[0].activity == LineActivity::none);
    CHECK(lines[0].suspended == std::vector<TaskId>{1, 2});
    CHECK(lines[1].line == 9);
    CHECK(lines[1].activity == LineActivity::running);
    CHECK(lines[1].thread == 1);
    CHECK(lines[1].task == 0);
    CHECK(lines[1].suspended.empty());
}

TEST_CASE("a task that runs is not suspended, and its line is the running one") {
    RecordingBuilder run = two_sleepers();
    run.woken(1);
    CHECK(marks(run)[0].suspended == std::vector<TaskId>{1, 2});  // queued, but still there
    run.step_begin(1).line(6).print("y", 1);
    const std::vector<LineMark> lines = marks(run);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].suspended == std::vector<TaskId>{2});
    CHECK(lines[1].line == 6);
    CHECK(lines[1].task == 1);
}

TEST_CASE("a blocked thread and one in select do not run at their line") {
    RecordingBuilder run = two_sleepers();
    run.line(10).block_begin("sleep", 3);
    CHECK(marks(run).back().activity == LineActivity::blocked);
    run.block_end();
    CHECK(marks(run).back().activity == LineActivity::running);
    run.select_begin(1);
    CHECK(marks(run).back().activity == LineActivity::idle);
}

TEST_CASE("lines of C++ are shown as the lines of Python that they are tied to") {
    const std::vector<int> python{0, 1, 0, 0, 0, 3, 4, 0, 0, 7};
    const std::vector<LineMark> lines = marks(two_sleepers(), python);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].line == 3);
    CHECK(lines[0].suspended.size() == 2);
    CHECK(lines[1].line == 7);
    RecordingBuilder beyond = two_sleepers();
    beyond.line(50).print("z");
    CHECK(marks(beyond, python).size() == 1);  // a line without a counterpart is not shown
}

TEST_CASE("a file is known by its whole path or by the end of it") {
    CHECK(marks(two_sleepers(), {}, "lessons/00_test/lesson.cpp").size() == 2);
    CHECK(marks(two_sleepers(), {}, "/home/me/lessons/00_test/lesson.cpp").size() == 2);
    CHECK(marks(two_sleepers(), {}, "son.cpp").empty());
    CHECK(marks(two_sleepers(), {}, "lesson.py").empty());
    CHECK(marks(two_sleepers(), {}, "").empty());
}

TEST_CASE("a thread that has ended is at no line while others go on") {
    RecordingBuilder run = two_sleepers();
    run.thread_start(2, "Thread-1").on(2).line(12).print("z");
    CHECK(marks(run).size() == 3);
    run.thread_end();
    CHECK(marks(run).size() == 2);
    CHECK(marks(run).back().line == 9);
}

TEST_CASE("at the program's end the line that the main thread ran last is still to be seen") {
    RecordingBuilder run = two_sleepers();
    run.thread_end();
    REQUIRE(marks(run).size() == 2);
    CHECK(marks(run).back().line == 9);
    CHECK(marks(run).back().activity == LineActivity::over);
    CHECK(marks(run).back().task == 0);
}
