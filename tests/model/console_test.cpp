#include "viz/model/console.hpp"

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"

using namespace coroscope;
using namespace coroscope::viz;

TEST_CASE("the console has the prints and the interrupt, in their order") {
    const trace::Recording recording = test::interrupted_sleepers();
    const LongList<ConsoleLine> lines = console_lines(recording);
    REQUIRE(lines.size() == 5);
    CHECK(recording.string(lines[0].text) == "waited 1");
    CHECK(lines[0].task == 1);
    CHECK(lines[0].t_ns == 1'000'000'000);
    CHECK(lines[1].kind == ConsoleLineKind::interrupt);
    CHECK(lines[1].t_ns == 1'500'000'000);
    CHECK(lines[1].thread == 1);
    CHECK(recording.string(lines[2].text) == "False");
    CHECK(lines[2].task == 0);
    CHECK(recording.string(lines[4].text) == "True");
}

TEST_CASE("a cursor shows what has been printed by then") {
    const LongList<ConsoleLine> lines = console_lines(test::interrupted_sleepers());
    CHECK(printed_until(lines, 0) == 0);
    CHECK(printed_until(lines, lines[0].seq - 1) == 0);
    CHECK(printed_until(lines, lines[0].seq) == 1);
    CHECK(printed_until(lines, lines[3].seq) == 4);
    CHECK(printed_until(lines, 1'000'000) == 5);
}

TEST_CASE("what goes to stderr is told apart") {
    test::RecordingBuilder run;
    run.print("out").event(trace::Kind::print, "err", {}, 2);
    const LongList<ConsoleLine> lines = console_lines(run.recording());
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].kind == ConsoleLineKind::out);
    CHECK(lines[1].kind == ConsoleLineKind::error);
}
