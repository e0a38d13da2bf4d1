// Threads of a run: who goes when, what is recorded of it, and how they end.

#include <numeric>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "runtime/steady_clock.hpp"
#include "runtime/trace/jsonl.hpp"
#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using trace::Kind;
using Lines = std::vector<std::string>;

void say_and_sleep(const std::string& name, Nanoseconds delay) {
    print(name, "begins");
    time_sleep(delay);
    print(name, "ends");
}

void two_threads() {
    const Thread slow{partial<say_and_sleep>("slow", 2s)};
    const Thread fast{partial<say_and_sleep>("fast", 1s)};
    print(slow.is_alive());
    slow.start();
    fast.start();
    print("both started");
    slow.join();
    fast.join();
    print(slow.is_alive(), slow.name(), fast.name());
}

TEST_CASE("a started thread runs first until it waits, then its starter goes on") {
    const RecordedRun run = record(two_threads);
    CHECK(run.outcome.error.empty());
    CHECK(run.printed == Lines{"False", "slow begins", "fast begins", "both started", "fast ends",
                               "slow ends",
                               "False Thread-1 (say_and_sleep) Thread-2 (say_and_sleep)"});
}

TEST_CASE("the same threads make the same recording a thousand times") {
    std::string first;
    for (int i = 0; i < 1000; ++i) {
        std::ostringstream out;
        trace::write_jsonl(record(two_threads).recording, out);
        if (i == 0) {
            first = out.str();
        }
        REQUIRE(out.str() == first);
    }
}

void run_loop(EventLoop* loop) { loop->run_forever(); }

void stop_loop(EventLoop* loop) { loop->stop(); }

void loop_in_a_thread() {
    EventLoop& loop = new_event_loop();
    const Thread thread{partial<run_loop>(&loop)};
    thread.start();
    loop.call_soon_threadsafe(partial<say_and_sleep>("first", 3s));
    loop.call_soon_threadsafe(partial<say_and_sleep>("second", 5s));
    loop.call_soon_threadsafe(partial<stop_loop>(&loop));
    print("main is free");
    thread.join();
    loop.close();
}

TEST_CASE("what another thread posts wakes the loop and runs in the order of posting") {
    const RecordedRun run = record(loop_in_a_thread);
    CHECK(run.printed ==
          Lines{"main is free", "first begins", "first ends", "second begins", "second ends"});
    CHECK(run.recording.events.back().t_ns == 8'000'000'000);
}

TEST_CASE("what many threads post at once is all called, each thread's in its order") {
    constexpr int threads = 4;
    constexpr int each = 5000;
    SteadyClock clock;
    ProgramRun run{{.clock = clock}};
    std::vector<std::vector<int>> seen(threads);
    const RunOutcome outcome = run.execute([&] {
        EventLoop& loop = new_event_loop();
        int left = threads * each;
        std::vector<Thread> posters;
        for (int poster = 0; poster < threads; ++poster) {
            posters.emplace_back([&, poster] {
                for (int number = 0; number < each; ++number) {
                    loop.call_soon_threadsafe([&, poster, number] {
                        seen[static_cast<std::size_t>(poster)].push_back(number);
                        if (--left == 0) {
                            loop.stop();
                        }
                    });
                }
            });
        }
        for (const Thread& poster : posters) {
            poster.start();
        }
        loop.run_forever();
        for (const Thread& poster : posters) {
            poster.join();
        }
        loop.close();
    });
    CHECK(outcome.error.empty());
    std::vector<int> in_order(each);
    std::iota(in_order.begin(), in_order.end(), 0);
    for (const std::vector<int>& of_one : seen) {
        CHECK(of_one == in_order);
    }
}

TEST_CASE("tasks that threads make while others are started have numbers of their own") {
    constexpr int threads = 4;
    constexpr int each = 200;
    SteadyClock clock;
    ProgramRun run{{.clock = clock}};
    std::vector<Lines> names(threads);
    const RunOutcome outcome = run.execute([&] {
        std::vector<Thread> all;
        for (Lines& mine : names) {
            all.emplace_back([&mine] {
                coroscope::run([](Lines& into) -> Coro<void> {
                    for (int i = 0; i < each; ++i) {
                        into.push_back(create_task(sleep(0s)).get_name());
                    }
                    co_await sleep(0s);
                }(mine));
            });
            all.back().start();
        }
        for (const Thread& thread : all) {
            thread.join();
        }
    });
    CHECK(outcome.error.empty());
    std::set<std::string> different;
    for (const Lines& of_one : names) {
        CHECK(of_one.size() == each);
        different.insert(of_one.begin(), of_one.end());
    }
    CHECK(different.size() == threads * each);
}

TEST_CASE("posting to a closed loop is an error") {
    const RecordedRun run = record([] {
        EventLoop& loop = new_event_loop();
        loop.close();
        loop.call_soon_threadsafe([] {});
    });
    CHECK(run.outcome.error == "RuntimeError: Event loop is closed");
}

TEST_CASE("a deadlock names who waits for what, and the run ends") {
    const RecordedRun run = record([] {
        EventLoop& loop = new_event_loop();
        const Thread thread{partial<run_loop>(&loop)};
        thread.start();
        thread.join();
    });
    CHECK(run.outcome.error ==
          "DeadlockError: nothing is scheduled and nobody can ever run again: "
          "Thread-1 (run_loop) waits for loop-1 to be woken; "
          "MainThread waits for Thread-1 (run_loop) to end");
}

TEST_CASE("an interrupt reaches the main thread in join, and its threads are waited for") {
    const RecordedRun run = record(two_threads, {interrupt_at(1500ms)});
    CHECK(run.outcome.error == "KeyboardInterrupt");
    CHECK(run.printed ==
          Lines{"False", "slow begins", "fast begins", "both started", "fast ends", "slow ends"});
    CHECK(run.first(Kind::interrupt)->t_ns == 1'500'000'000);
}

TEST_CASE("a daemon is not waited for") {
    const RecordedRun run = record([] {
        const Thread thread{partial<say_and_sleep>("daemon", 5s), {.daemon = true}};
        thread.start();
    });
    CHECK(run.outcome.error.empty());
    CHECK(run.printed == Lines{"daemon begins"});
    CHECK(run.recording.events.back().t_ns == 0);
}

void fail() { throw ValueError{"boom"}; }

TEST_CASE("what leaves a thread uncaught ends that thread alone") {
    const RecordedRun run = record([] {
        const Thread thread{partial<fail>()};
        thread.start();
        thread.join();
        print("main goes on");
    });
    CHECK(run.printed == Lines{"main goes on"});
    CHECK(run.logged == Lines{"Exception in thread Thread-1 (fail):", "ValueError: boom"});
    CHECK(run.recording.text(*run.first(Kind::thread_end)) == "ValueError: boom");
}

TEST_CASE("on the steady clock threads run freely and the same calls work") {
    SteadyClock clock;
    trace::Recorder recorder{clock};
    Lines printed;
    ProgramRun run{{.clock = clock,
                    .recorder = &recorder,
                    .output = [&](Stream, std::string_view line) { printed.emplace_back(line); }}};
    const RunOutcome outcome = run.execute([] {
        EventLoop& loop = new_event_loop();
        const Thread thread{partial<run_loop>(&loop)};
        thread.start();
        for (int i = 0; i < 100; ++i) {
            loop.call_soon_threadsafe(partial<say_and_sleep>("job", 1us));
        }
        loop.call_soon_threadsafe(partial<stop_loop>(&loop));
        thread.join();
        loop.close();
    });
    CHECK(outcome.error.empty());
    CHECK(printed.size() == 200);
    std::int64_t last = 0;
    for (const trace::Event& event : recorder.recording("").events) {
        CHECK(event.t_ns >= last);
        last = event.t_ns;
    }
}

}  // namespace
}  // namespace coroscope
