#include "viz/model/names.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "viz/model/fold.hpp"

using namespace coroscope::viz;

TEST_CASE("a wait is called by what was asked for, not by what real time left of it") {
    CHECK(asked_seconds(0, 1'000'000'000) == "1");
    CHECK(asked_seconds(2'011, 1'000'000'009) == "1");
    CHECK(asked_seconds(1'700, 250'000'300) == "0.25");
    CHECK(asked_seconds(0, 3'000'002'900) == "3");
    CHECK(asked_seconds(0, 1'234'567'000'000) == "1234.567");
    CHECK(asked_seconds(900, 500'000) == "0.0005");
    CHECK(asked_seconds(5, 5) == "0");
}

TEST_CASE("so is a blocking call") {
    test::RecordingBuilder run;
    run.on(1, "MainThread").at(0.000002).block_begin("sleep", 1.0);
    const World world = fold(run.recording(), run.seq());
    CHECK(blocking_call(run.recording(), world.threads[1]) == "time.sleep(1)");
    CHECK(blocking_call("lock") == "Lock.acquire()");
    CHECK(blocking_call("Queue.get") == "Queue.get()");
}

TEST_CASE("a narrow place leaves out the class of a coroutine, not its arguments") {
    CHECK(without_class("Queue.get()") == "get()");
    CHECK(without_class("as_completed.<locals>._wait_for_one()") == "_wait_for_one()");
    CHECK(without_class("work(2.5, 'a.b')") == "work(2.5, 'a.b')");
}
