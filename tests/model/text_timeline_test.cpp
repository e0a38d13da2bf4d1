#include "viz/app/text_timeline.hpp"

#include <vector>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"

using namespace coroscope;
using viz::text_timeline;
using viz::test::RecordingBuilder;
namespace test = viz::test;

namespace {

std::vector<std::string> lines(const std::string& picture) {
    std::vector<std::string> result;
    std::size_t begin = 0;
    for (std::size_t end; (end = picture.find('\n', begin)) != std::string::npos; begin = end + 1) {
        result.push_back(picture.substr(begin, end - begin));
    }
    return result;
}

// The line that has this text in it.
std::string line_with(const std::string& picture, std::string_view text) {
    for (const std::string& line : lines(picture)) {
        if (line.find(text) != std::string::npos) {
            return line;
        }
    }
    return "";
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
        ++found;
    }
    return found;
}

std::size_t characters(std::string_view text) {
    std::size_t number = 0;
    for (const char byte : text) {
        number += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }
    return number;
}

}  // namespace

TEST_CASE("one sees at a glance that one task is done and two are cancelled") {
    const std::string picture = text_timeline(test::interrupted_sleepers());
    CHECK(line_with(picture, "work(1)").ends_with("done → 1"));
    CHECK(line_with(picture, "work(2)").ends_with("cancelled"));
    CHECK(line_with(picture, "work(3)").ends_with("cancelled"));
    CHECK(line_with(picture, "work(3)").find("Task-3") != std::string::npos);
    CHECK(picture.find("1.5 s in ") != std::string::npos);
    CHECK(picture.find("beats: 1 done, 2 cancelled\n") != std::string::npos);
    CHECK(count(line_with(picture, "work(1)"), "✓") == 1);
    CHECK(count(line_with(picture, "work(2)"), "✕") == 1);
    CHECK(line_with(picture, "you").find("^C") != std::string::npos);
    CHECK(lines(picture)[0].ends_with("1.5 s"));
}

TEST_CASE("a longer wait is longer in the picture") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "short()").task_new(2, "long()").run_begin("run_forever");
    for (const trace::TaskId task : {1u, 2u}) {
        run.step_begin(task).waits(task, "sleep").step_end(task, "waits");
    }
    run.select_begin(1).at(1).select_end().woken(1).step_begin(1).done(1).step_end(1, "ends");
    run.select_begin(2).at(3).select_end().woken(2).step_begin(2).done(2).step_end(2, "ends");
    const std::string picture = text_timeline(run.recording());
    const std::size_t short_wait = count(line_with(picture, "short()"), "░");
    const std::size_t long_wait = count(line_with(picture, "long()"), "░");
    CHECK(short_wait > 10);
    CHECK(long_wait > 2 * short_wait);
}

TEST_CASE("a blocked loop shows who blocks and who is held up") {
    const std::string picture = text_timeline(test::blocking_sleepers());
    CHECK(count(line_with(picture, "work(1)"), "▓") > 10);
    CHECK(count(line_with(picture, "work(2)"), "·") > 10);
    CHECK(count(line_with(picture, "work(2)"), "░") == 0);
}

TEST_CASE("every way to end has its word") {
    RecordingBuilder run;
    run.loop_new();
    for (const trace::TaskId task : {1u, 2u, 3u, 4u, 5u}) {
        run.task_new(task, "work(" + std::to_string(task) + ")");
    }
    run.step_begin(1).failed(1, "ValueError: boom").step_end(1, "ends");
    run.step_begin(2).waits(2, "sleep").step_end(2, "waits").step_begin(3).destroyed(4);
    run.step_begin(5).done(5, "'a\nb'").step_end(5, "ends");
    const std::string picture = text_timeline(run.recording());
    CHECK(line_with(picture, "work(1)").ends_with("failed ValueError: boom"));
    CHECK(line_with(picture, "work(2)").ends_with("pending, waits for sleep"));
    CHECK(line_with(picture, "work(3)").ends_with("running"));
    CHECK(line_with(picture, "work(4)").ends_with("pending, destroyed"));
    CHECK(line_with(picture, "work(5)").ends_with("done → 'a b'"));  // one row stays one line
    CHECK(picture.find("beats: 1 done, 1 failed, 1 destroyed while pending, 2 pending") !=
          std::string::npos);
}

TEST_CASE("no line is wider than asked for, however much there is to say") {
    std::vector<trace::Recording> recordings = test::many_recordings();
    RecordingBuilder run;
    run.loop_new().task_new(1, std::string(300, 'x')).step_begin(1);
    run.done(1, std::string(300, 'y')).step_end(1, "ends");
    recordings.push_back(run.recording());
    recordings.push_back(test::random_run(9, 5000));
    for (const trace::Recording& recording : recordings) {
        for (const int columns : {60, 80, 100}) {
            const std::string picture = text_timeline(recording, columns);
            CHECK(picture.ends_with("\n"));
            for (const std::string& line : lines(picture)) {
                CAPTURE(line);
                REQUIRE(characters(line) <= static_cast<std::size_t>(columns));
            }
        }
    }
}

TEST_CASE("a label in Chinese takes two cells a character") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "做饭()").task_new(2, "abcdef");
    const std::string picture = text_timeline(run.recording());
    const std::string wide = line_with(picture, "做饭()");
    const std::string narrow = line_with(picture, "abcdef");
    CHECK(characters(wide) + 2 == characters(narrow));
}

TEST_CASE("a plain callback has a row, and a loop of another thread says whose it is") {
    RecordingBuilder run;
    run.in(2).on(2, "Thread-1 (start)").loop_new().run_begin("run_forever");
    run.line(5).call_soon(1, "job(3)").line(6).call_soon(2, "job(5)");
    run.handle_begin(1, "job(3)").block_begin("sleep", 3).at(3).block_end().handle_end(1);
    const std::string picture = text_timeline(run.recording());
    CHECK(picture.find("Thread-1 (start), loop-2\njob(3)  callback") != std::string::npos);
    CHECK(count(line_with(picture, "job(3)"), "▓") > 10);
    CHECK(line_with(picture, "job(3)").ends_with("done"));
    CHECK(count(line_with(picture, "job(5)"), "·") > 10);
    CHECK(picture.find("(no tasks)") == std::string::npos);
    CHECK(picture.find("2 callbacks\n") != std::string::npos);
}

TEST_CASE("a recording without tasks says so") {
    CHECK(text_timeline(trace::Recording{}).find("(no tasks)") != std::string::npos);
    CHECK(text_timeline(RecordingBuilder{}.recording()).find("(no tasks)") != std::string::npos);
}

TEST_CASE("tasks of several loops stand under their thread and loop") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "a()").run_begin("run_forever");
    run.in(2).on(2, "Thread-1 (start)").loop_new().run_begin("run_forever").task_new(2, "b()");
    const std::string picture = text_timeline(run.recording());
    CHECK(picture.find("MainThread, loop-1\na()") != std::string::npos);
    CHECK(picture.find("Thread-1 (start), loop-2\nb()") != std::string::npos);
}

TEST_CASE("how many callbacks have no row is said where the rows end") {
    const std::string picture = text_timeline(test::crowd_of_callbacks(200));
    CHECK(line_with(picture, "job(64)") != "");
    CHECK(line_with(picture, "job(65)") == "");
    CHECK(line_with(picture, "more callback") == "and 136 more callbacks");
    CHECK(picture.find("200 callbacks") != std::string::npos);
    CHECK(line_with(text_timeline(test::crowd_of_callbacks(65)), "more callback") ==
          "and 1 more callback");
}
