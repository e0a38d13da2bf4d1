#include "viz/model/comparison.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"

namespace coroscope::viz::test {

namespace {

std::vector<std::string> told(const RecordingBuilder& one, const RecordingBuilder& other,
                              Language language = Language::english) {
    std::vector<std::string> sentences;
    for (const Difference& difference :
         differences(one.recording(), "s=a", other.recording(), "s=b", language)) {
        sentences.push_back(difference.sentence);
    }
    return sentences;
}

RecordingBuilder two_tasks() {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)").task_new(2, "work(2)").run_begin("run_forever");
    return run;
}

}  // namespace

TEST_CASE("a run does not differ from itself") {
    RecordingBuilder run = two_tasks();
    run.print("hello").at(2).done(1, "1").done(2, "2");
    CHECK(told(run, run).empty());
}

TEST_CASE("time, and how long a loop is held up, are told with both figures") {
    RecordingBuilder one = two_tasks();
    one.at(2).done(1);
    RecordingBuilder other = two_tasks();
    other.step_begin(1).block_begin("sleep", 3, 1).at(3).block_end(1).done(1);
    CHECK(
        told(one, other) ==
        std::vector<std::string>{"Time: s=a takes 2.000 s, s=b takes 3.000 s.",
                                 "loop-1 is held up: with s=a for 0.000 s, with s=b for 3.000 s."});
}

TEST_CASE("a blocking call outside of every loop holds none up") {
    RecordingBuilder run;
    run.in(0).event(trace::Kind::block_begin, "sleep", {}, 3).at(3);
    run.event(trace::Kind::block_end).in(1).loop_new();
    const Summary summary = summarize(run.recording());
    REQUIRE(summary.loops.size() == 1);
    CHECK(summary.loops[0].held_ns == 0);
}

TEST_CASE("the same lines in another order are no other lines") {
    RecordingBuilder one = two_tasks();
    one.print("x").print("y");
    RecordingBuilder other = two_tasks();
    other.print("y").print("x");
    CHECK(told(one, other) ==
          std::vector<std::string>{"The same lines in another order. s=a: x, y. s=b: y, x."});
    other.print("z");
    CHECK(told(one, other, Language::chinese) ==
          std::vector<std::string>{"输出的行不同。s=a：x、y。s=b：y、x、z。"});
}

TEST_CASE("where a first difference of prints is, can be gone to") {
    RecordingBuilder one = two_tasks();
    one.print("same").print("x");
    RecordingBuilder other = two_tasks();
    other.print("same").print("y");
    const auto found = differences(one.recording(), "a", other.recording(), "b", Language::english);
    REQUIRE(found.size() == 1);
    CHECK(found[0].one == one.seq());
    CHECK(found[0].other == other.seq());
}

TEST_CASE("tasks that end otherwise, are lost, or exist on one side only are told") {
    RecordingBuilder one = two_tasks();
    one.done(1).cancelled(2).task_new(3, "work(1)");
    RecordingBuilder other = two_tasks();
    other.failed(1, "ValueError: boom").destroyed(2);
    CHECK(told(one, other) ==
          std::vector<std::string>{
              "work(1): with s=a it is done, with s=b it fails.",
              "work(2): with s=a it is cancelled, with s=b it is destroyed while "
              "pending.",
              "work(1)#2 exists only with s=a, not with s=b."});
}

}  // namespace coroscope::viz::test
