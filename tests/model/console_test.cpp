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
    CHECK(console_text(recording, lines[0]) == "waited 1");
    CHECK(lines[0].task == 1);
    CHECK(lines[0].t_ns == 1'000'000'000);
    CHECK(lines[1].kind == ConsoleLineKind::interrupt);
    CHECK(lines[1].t_ns == 1'500'000'000);
    CHECK(lines[1].thread == 1);
    CHECK(console_text(recording, lines[2]) == "False");
    CHECK(lines[2].task == 0);
    CHECK(console_text(recording, lines[4]) == "True");
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

TEST_CASE("the console says what CPython complains of on stderr") {
    using trace::Kind;
    test::RecordingBuilder run;
    run.loop_new().task_new(1, "work()").event(Kind::never_awaited, "Queue.get()");
    run.event(Kind::destroyed_pending, "", {}, 2, 1);
    run.event(Kind::exception_unretrieved, "ValueError: boom", trace::Party::task(1), 2);
    run.event(Kind::handle_begin, "ring(1)", trace::Party::handle(1));
    run.event(Kind::handle_end, "OSError", trace::Party::handle(1), 2);
    run.event(Kind::thread_end, "KeyError: 'tea'");
    const trace::Recording recording = run.recording();
    std::vector<std::string> texts;
    for (const ConsoleLine& line : console_lines(recording)) {
        CHECK(line.kind == ConsoleLineKind::complaint);
        texts.push_back(console_text(recording, line));
    }
    CHECK(texts ==
          std::vector<std::string>{"RuntimeWarning: coroutine 'Queue.get' was never awaited",
                                   "Task was destroyed but it is pending!",
                                   "Task exception was never retrieved\nValueError: boom",
                                   "Exception in callback ring(1)\nOSError", "KeyError: 'tea'"});
}

namespace {

// What the console says of a thread that ends with that exception.
std::vector<std::string> end_of(std::string_view exception,
                                test::RecordingBuilder run = test::RecordingBuilder{}) {
    run.event(trace::Kind::thread_end, exception);
    std::vector<std::string> texts;
    for (const ConsoleLine& line : console_lines(run.recording())) {
        texts.push_back(console_text(run.recording(), line));
    }
    return texts;
}

test::RecordingBuilder in_another_thread() {
    test::RecordingBuilder run;
    run.thread_start(2, "Thread-1 (w)").on(2, "Thread-1 (w)");
    return run;
}

}  // namespace

// Each as python3 3.11 does.
TEST_CASE("what sys.exit() was given is written, but for the exit status") {
    using Texts = std::vector<std::string>;
    CHECK(end_of("SystemExit: bye") == Texts{"bye"});
    CHECK(end_of("SystemExit: 1.5") == Texts{"1.5"});
    for (const char* status : {"SystemExit", "SystemExit: 3", "SystemExit: -1", "SystemExit: None",
                               "SystemExit: True"}) {
        CHECK(end_of(status).empty());
    }
    CHECK(end_of("SystemExit: bye", in_another_thread()).empty());
}

TEST_CASE("a KeyboardInterrupt that the program raises is written, that of a Ctrl-C once") {
    using Texts = std::vector<std::string>;
    CHECK(end_of("KeyboardInterrupt") == Texts{"KeyboardInterrupt"});
    CHECK(end_of("KeyboardInterrupt", in_another_thread()) ==
          Texts{"Exception in thread Thread-1 (w):\nKeyboardInterrupt"});
    test::RecordingBuilder run;
    run.interrupt();
    CHECK(end_of("KeyboardInterrupt", run) == Texts{"KeyboardInterrupt"});
}

TEST_CASE("where CPython would wait for ever the console ends, and says that the run is given up") {
    using trace::Kind;
    const std::string error = "DeadlockError: nothing is scheduled and nobody can ever run again";
    test::RecordingBuilder run;
    run.loop_new().task_new(1, "main()").print("waits");
    SUBCASE("in a select") {
        run.run_begin("run").step_begin(1).waits(1, "future").step_end(1, "waits");
        run.select_begin(-1).run_end("DeadlockError");
    }
    SUBCASE("in a blocking call") {
        run.event(Kind::block_begin, "join", trace::Party::thread(2));
        run.event(Kind::block_end, "deadlock", trace::Party::thread(2));
    }
    SUBCASE("in a wait that is not recorded") {}
    run.event(Kind::thread_end, error);
    // What the program does with the exception, and what the interpreter drops at its end.
    run.print("finally").event(Kind::never_awaited, "read(1)");
    run.event(Kind::destroyed_pending, "", {}, 2, 1).event(Kind::thread_end, error);
    const trace::Recording recording = run.recording();
    const LongList<ConsoleLine> lines = console_lines(recording);
    REQUIRE(lines.size() == 2);
    CHECK(console_text(recording, lines[0]) == "waits");
    CHECK(lines[1].kind == ConsoleLineKind::given_up);
}

TEST_CASE("a blocking call that a Ctrl-C ends, and a loop that an error leaves, are no end") {
    using trace::Kind;
    test::RecordingBuilder run;
    run.event(Kind::block_begin, "join").interrupt().event(Kind::block_end, "interrupted");
    run.loop_new().run_begin("run").run_end("ValueError").print("goes on");
    const trace::Recording recording = run.recording();
    const LongList<ConsoleLine> lines = console_lines(recording);
    REQUIRE(lines.size() == 2);
    CHECK(console_text(recording, lines[1]) == "goes on");
}

TEST_CASE("a signal that kills the process is written as the shell does, os._exit in silence") {
    using Texts = std::vector<std::string>;
    CHECK(end_of("signal 11: Segmentation fault") == Texts{"Segmentation fault"});
    CHECK(end_of("os._exit(5)").empty());
}

TEST_CASE("what the program hears itself, or Python has said before, is not in the console") {
    using trace::Kind;
    test::RecordingBuilder run;
    run.event(Kind::exception_unretrieved, "ValueError: boom", trace::Party::task(1));
    run.event(Kind::destroyed_pending, "", {}, trace::no_value, 1);
    for (const int line : {5, 5, 6}) {
        run.line(line).event(Kind::never_awaited, "read(" + std::to_string(line) + ")");
    }
    CHECK(console_lines(run.recording()).size() == 2);
}

namespace {

// What stands in each row once the run has come to that event.
std::vector<std::string> rows_at(const trace::Recording& recording, std::size_t seq) {
    const LongList<ConsoleLine> lines = console_lines(recording);
    const std::size_t count = printed_until(lines, seq);
    std::vector<std::string> rows;
    for (std::size_t begin = 0; begin < count;) {
        const ConsoleRow row = row_from(lines, begin, count);
        rows.push_back(row_text(recording, lines, row));
        begin = row.end;
    }
    return rows;
}

constexpr std::int64_t goes_on = 1;
constexpr std::int64_t error_goes_on = 3;

}  // namespace

TEST_CASE("parts of a line stand in one row, as they have come by then") {
    using trace::Kind;
    using Rows = std::vector<std::string>;
    test::RecordingBuilder run;
    run.event(Kind::print, ".", {}, goes_on).event(Kind::print, ".", {}, goes_on);
    const std::size_t two = run.recording().events.size() - 1;
    run.print("").print("next").event(Kind::print, "tail", {}, goes_on);
    CHECK(rows_at(run.recording(), two - 1) == Rows{"."});
    CHECK(rows_at(run.recording(), two) == Rows{".."});
    CHECK(rows_at(run.recording(), two + 3) == Rows{"..", "next", "tail"});
}

TEST_CASE("what goes to the other stream, or Python says, begins a row") {
    using trace::Kind;
    using Rows = std::vector<std::string>;
    test::RecordingBuilder run;
    run.event(Kind::print, "a", {}, goes_on).event(Kind::print, "oh", {}, error_goes_on);
    run.event(Kind::print, " no", {}, 2).print("b").event(Kind::print, "Name? ", {}, goes_on);
    run.event(Kind::thread_end, "EOFError");
    CHECK(rows_at(run.recording(), 100) == Rows{"a", "oh no", "b", "Name? ", "EOFError"});
    CHECK(console_lines(run.recording())[1].kind == ConsoleLineKind::error);
}

TEST_CASE("a spinner turns in its place") {
    using trace::Kind;
    test::RecordingBuilder run;
    for (const char* part : {"\r| wait", "\r/ wait", "\r      \r"}) {
        run.event(Kind::print, part, {}, goes_on);
    }
    run.print("Answer: 42");
    CHECK(rows_at(run.recording(), 2) == std::vector<std::string>{"/ wait"});
    CHECK(rows_at(run.recording(), 100) == std::vector<std::string>{"Answer: 42"});
}
