// Runs that are given up, and runs that would never end: they end soon, and nothing is left.

#include <thread>

#include <doctest/doctest.h>

#include "runtime/steady_clock.hpp"
#include "runtime/virtual_clock.hpp"
#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;

void run_loop(EventLoop* loop) { loop->run_forever(); }

Coro<void> forever() {
    for (;;) {
        co_await sleep(0s);
    }
}

Coro<void> a_day() { co_await sleep(std::chrono::hours{24}); }

Coro<void> waits_for_a_thread() {
    co_await to_thread([] { time_sleep(std::chrono::hours{24}); });
}

/// What a program might be doing when its run is given up, each for ever.
const std::vector<std::pair<const char*, void (*)()>> endless{
    {"a loop that is never idle", [] { run(forever()); }},
    {"a loop that waits for a timer", [] { run(a_day()); }},
    {"a loop that waits for a callback", [] { new_event_loop().run_forever(); }},
    {"a blocking sleep", [] { time_sleep(std::chrono::hours{24}); }},
    {"a thread pool at work", [] { run(waits_for_a_thread()); }},
    {"join, and a loop in another thread",
     [] {
         EventLoop& loop = new_event_loop();
         const Thread thread{partial<run_loop>(&loop)};
         thread.start();
         run_coroutine_threadsafe(a_day(), loop);
         thread.join();
     }},
    {"a result, and a busy loop in another thread",
     [] {
         EventLoop& loop = new_event_loop();
         const Thread thread{partial<run_loop>(&loop)};
         thread.start();
         run_coroutine_threadsafe(forever(), loop).result();
     }},
};

TEST_CASE("a run that is given up while a thread starts ends too, the new thread first") {
    VirtualClock clock;
    Participant main{"MainThread"};
    Participant fresh{"Thread-1"};
    clock.enter(main);
    clock.abandon();
    std::atomic<bool> main_has_left = false;
    std::thread thread{[&] {
        CHECK_THROWS_AS(clock.enter(fresh), Abandoned);
        CHECK_FALSE(main_has_left);
        clock.leave(fresh);
    }};
    CHECK_THROWS_AS(clock.hand_over(main, fresh), Abandoned);
    main_has_left = true;
    clock.leave(main);
    thread.join();
}

TEST_CASE("a run that is given up ends at once, whatever it was doing") {
    for (const auto& [what, program] : endless) {
        CAPTURE(std::string(what));
        SteadyClock clock;
        trace::Recorder recorder{clock};
        RunOutcome outcome;
        std::atomic<ProgramRun*> running = nullptr;
        std::atomic<bool> began = false;
        std::thread thread{[&, program = program] {
            ProgramRun run{{.clock = clock, .recorder = &recorder, .max_events = SIZE_MAX}};
            running = &run;
            outcome = run.execute([&] {
                began = true;
                program();
            });
        }};
        while (!began) {
            std::this_thread::yield();
        }
        // At whatever point it is by now: every one of them must do.
        const auto asked = std::chrono::steady_clock::now();
        running.load()->abandon();
        thread.join();
        CHECK(outcome.abandoned);
        // 0.2 s on a machine that does nothing else.
        CHECK(std::chrono::steady_clock::now() - asked < 2s);
    }
}

TEST_CASE("a program that never ends is stopped after so many events, and says so") {
    RunOutcome outcome;
    {
        VirtualClock clock;
        trace::Recorder recorder{clock};
        ProgramRun run{{.clock = clock, .recorder = &recorder, .max_events = 10'000}};
        outcome = run.execute([] { coroscope::run(forever()); });
        CHECK(recorder.recording("").events.size() < 11'000);
    }
    CHECK(outcome.error == "the program was stopped after 10000 events: does it ever end?");
}

TEST_CASE("a program that computes for too long is stopped, and says so") {
    VirtualClock clock;
    ProgramRun run{{.clock = clock, .max_cpu = 0s}};
    const RunOutcome outcome = run.execute([] { coroscope::run(forever()); });
    CHECK(outcome.error ==
          "the program was stopped after 0 s of computing without a pause: does it ever end?");
}

TEST_CASE("a run with threads that is stopped by itself ends in all of them") {
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock, .recorder = &recorder, .max_events = 10'000}};
    const RunOutcome outcome = run.execute(endless.back().second);
    CHECK(outcome.error == "the program was stopped after 10000 events: does it ever end?");
}

}  // namespace
}  // namespace coroscope
