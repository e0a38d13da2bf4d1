// Threads of a run: who goes when, what is recorded of it, and how they end.

#include <algorithm>
#include <map>
#include <memory>
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

TEST_CASE(
    "an interrupt reaches the main thread in join, and nobody waits for that thread any more") {
    const RecordedRun run = record(two_threads, {interrupt_at(1500ms)});
    CHECK(run.outcome.error == "KeyboardInterrupt");
    CHECK(run.printed == Lines{"False", "slow begins", "fast begins", "both started", "fast ends"});
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

Coro<void> works_for(Nanoseconds duration) {
    const auto end = std::chrono::steady_clock::now() + duration;
    while (std::chrono::steady_clock::now() < end) {
    }
    co_await sleep(2ms);
}

Coro<void> two_work() {
    const Task<void> first = create_task(works_for(3ms));
    const Task<void> second = create_task(works_for(5ms));
    co_await first;
    co_await second;
}

TEST_CASE("on the steady clock a step lasts as long as its code, and no timer is due too early") {
    SteadyClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock, .recorder = &recorder}};
    const RunOutcome outcome = run.execute([] { coroscope::run(two_work()); });
    CHECK(outcome.error.empty());
    std::map<std::uint32_t, std::int64_t> begun;
    std::map<std::uint32_t, std::int64_t> longest;
    std::map<std::uint32_t, std::int64_t> due;
    const trace::Recording recording = recorder.recording("");
    for (const trace::Event& event : recording.events) {
        const auto task = static_cast<std::uint32_t>(event.task);
        if (event.kind == Kind::step_begin) {
            begun[task] = event.t_ns;
        } else if (event.kind == Kind::step_end) {
            longest[task] = std::max(longest[task], event.t_ns - begun[task]);
        } else if (event.kind == Kind::timer_set) {
            due[event.other.number()] = event.value;
        } else if (event.kind == Kind::timer_due) {
            CHECK(event.t_ns >= due.at(event.other.number()));
        }
    }
    CHECK(due.size() == 2);
    CHECK(longest[2] >= 3'000'000);
    CHECK(longest[3] >= 5'000'000);
}

Coro<void> yields_until(const bool* is_over) {
    while (!*is_over) {
        co_await sleep(0ms);
    }
}

TEST_CASE(
    "on the steady clock what was handed over is called after it was, in the merged recording") {
    constexpr int posts = 2000;
    SteadyClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock, .recorder = &recorder}};
    const RunOutcome outcome = run.execute([] {
        EventLoop& loop = new_event_loop();
        bool is_over = false;
        int called = 0;
        Thread poster{[&] {
            for (int i = 0; i < posts; ++i) {
                loop.call_soon_threadsafe([&] { is_over = ++called == posts; });
            }
        }};
        poster.start();
        // It never sleeps, so that what comes is found between two of its steps.
        loop.run_until_complete(yields_until(&is_over));
        poster.join();
        loop.close();
    });
    CHECK(outcome.error.empty());
    std::set<std::uint32_t> posted;
    int called = 0;
    for (const trace::Event& event : recorder.recording("").events) {
        if (event.kind == Kind::call_threadsafe) {
            posted.insert(event.other.number());
        } else if (event.kind == Kind::handle_begin && event.site != 0) {
            ++called;
            CHECK(posted.contains(event.other.number()));
        }
    }
    CHECK(called == posts);
}

TEST_CASE("after a future of a closed loop has failed to call back, time goes on") {
    SteadyClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock, .recorder = &recorder}};
    const RunOutcome outcome = run.execute([] {
        EventLoop& loop = new_event_loop();
        const Future<void> future = loop.create_future<void>();
        future.add_done_callback([](const Future<void>&) {});
        loop.close();
        CHECK_THROWS_AS(future.set_result(), RuntimeError);
        const auto end = std::chrono::steady_clock::now() + 3ms;
        while (std::chrono::steady_clock::now() < end) {
        }
        new_event_loop().close();
    });
    CHECK(outcome.error.empty());
    std::int64_t done = 0;
    std::int64_t made = 0;
    for (const trace::Event& event : recorder.recording("").events) {
        done = event.kind == Kind::future_done ? event.t_ns : done;
        made = event.kind == Kind::loop_new ? event.t_ns : made;
    }
    CHECK(made - done >= 3'000'000);
}

struct SaysWhen {
    std::int64_t* when;
    ~SaysWhen() {
        const auto end = std::chrono::steady_clock::now() + 3ms;
        while (std::chrono::steady_clock::now() < end) {
        }
        print("gone");
        *when = get_running_loop().time().count();
    }
    explicit SaysWhen(std::int64_t* its_when) : when{its_when} {}
    SaysWhen(const SaysWhen&) = delete;
    SaysWhen& operator=(const SaysWhen&) = delete;
};

Coro<std::shared_ptr<SaysWhen>> gives(std::int64_t* when) {
    co_return std::make_shared<SaysWhen>(when);
}

// Nobody keeps the task: what it has returned goes when it has ended, between two steps.
Coro<void> drops(std::int64_t* when) {
    create_task(gives(when));
    co_await sleep(0ms);
    co_await sleep(0ms);
}

TEST_CASE("what a result's destructor prints between two steps has the time at which it does") {
    SteadyClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock, .recorder = &recorder}};
    std::int64_t when = 0;
    const RunOutcome outcome = run.execute([&] { coroscope::run(drops(&when)); });
    CHECK(outcome.error.empty());
    const trace::Recording recording = recorder.recording("");
    const auto printed = std::ranges::find_if(
        recording.events, [](const trace::Event& event) { return event.kind == Kind::print; });
    REQUIRE(printed != recording.events.end());
    CHECK(printed->t_ns <= when);
    CHECK(printed->t_ns - (printed - 1)->t_ns >= 3'000'000);
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
