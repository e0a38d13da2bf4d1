#include "viz/model/narration.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "tests/model/recording_builder.hpp"
#include "tests/model/samples.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/fold.hpp"
#include "viz/model/phrases.hpp"

namespace coroscope::viz::test {

namespace {

bool tells(const trace::Recording& recording, std::string_view sentence,
           Language language = Language::english) {
    return narrated(recording, language).find(sentence) != std::string::npos;
}

}  // namespace

TEST_CASE("an interrupted program is told from the first task to the last cancel") {
    const trace::Recording run = interrupted_sleepers();
    CHECK(tells(run, "MainThread creates the task work(1): Pending"));
    CHECK(tells(run, "work(2) awaits a sleep until 2.000 s"));
    CHECK(tells(run, "the loop waits in select() until 1.000 s"));
    CHECK(tells(run, "work(1) prints: waited 1"));
    CHECK(tells(run, "work(1) is Done: it returns 1"));
    CHECK(tells(run, "KeyboardInterrupt leaves run_until_complete()"));
    CHECK(tells(run, "MainThread calls cancel() on work(1): it has finished already"));
    CHECK(tells(run, "MainThread cancels work(2): True. Its wait ends"));
    CHECK(tells(run, "CancelledError is thrown into it at its await"));
    CHECK(tells(run, "work(3) ends as Cancelled"));
    CHECK(tells(run, "work(3) 以 Cancelled 结束", Language::chinese));
}

TEST_CASE("a blocking call is told as holding up its loop") {
    const trace::Recording run = blocking_sleepers();
    CHECK(tells(run, "work(1) calls time.sleep(1): it does not yield, so loop-1"));
    CHECK(tells(run, "work(1) comes back from time.sleep()"));
}

TEST_CASE("a hand-over to a loop in another thread is told with both of them") {
    const trace::Recording run = jobs_in_a_thread();
    CHECK(tells(run, "MainThread starts the thread Thread-1 (start_loop)"));
    CHECK(tells(run, "MainThread hands job(3) over to loop-1"));
    CHECK(tells(run, "[Thread-1 (start_loop)] The loop calls job(3)"));
}

TEST_CASE("a task that another one waits for wakes it when it ends") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "main()").task_new(2, "work(2)").run_begin("run_forever");
    run.step_begin(1).waits(1, "task", trace::Party::task(2)).step_end(1, "waits");
    run.step_begin(2).done(2, "7").woken(1, trace::Party::task(2)).step_end(2, "ends");
    CHECK(tells(run.recording(), "main() awaits work(2) and gives the loop to the others"));
    CHECK(tells(run.recording(), "work(2) is Done: it returns 7. That wakes main()."));
}

TEST_CASE("a task cancelled before its first step is told to have never begun") {
    RecordingBuilder run;
    run.loop_new().task_new(1, "work(1)").cancel_asked(1, true).run_begin("run_forever");
    run.step_begin(1, "CancelledError").cancelled(1).step_end(1, "ends");
    CHECK(tells(run.recording(), "MainThread cancels work(1): True. That is a request"));
    CHECK(tells(run.recording(), "work(1) was cancelled before its first step"));
}

TEST_CASE("every beat of any run has a sentence in both languages, with nothing left to fill in") {
    for (const trace::Recording& recording : many_recordings()) {
        World world;
        for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
            apply(world, recording, seq);
            if (!closes_beat(recording.events[seq])) continue;
            for (const Language language : {Language::english, Language::chinese}) {
                const std::string sentence = narrate(recording, world, language);
                CHECK_FALSE(sentence.empty());
                CHECK(sentence.find("{}") == std::string::npos);
            }
        }
    }
}

TEST_CASE("there is a line for each beat, with its number and its time") {
    const trace::Recording run = interrupted_sleepers();
    const std::string text = narrated(run, Language::english);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    CHECK(lines == Beats{run}.last());
    CHECK(text.starts_with("   1     0.000  MainThread makes an event loop"));
}

TEST_CASE("holes are filled in order or by their numbers") {
    CHECK(fill_in("{} and {}", {"a", "b"}) == "a and b");
    CHECK(fill_in("{1} then {0}", {"a", "b"}) == "b then a");
    CHECK(fill_in("{} alone", {}) == " alone");
}

}  // namespace coroscope::viz::test
