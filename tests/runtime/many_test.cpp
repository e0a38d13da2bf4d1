// A loop that has very much to do keeps the order in which it was asked.

#include <algorithm>
#include <numeric>
#include <random>

#include <doctest/doctest.h>

#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using trace::Kind;

std::vector<int> first_numbers(int count) {
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

TEST_CASE("thousands of callbacks run in the order of call_soon, and what they add comes after") {
    constexpr int count = 5000;
    std::vector<int> called;
    const RecordedRun run = record([&] {
        EventLoop& loop = new_event_loop();
        for (int i = 0; i < count; ++i) {
            loop.call_soon([&, i] {
                called.push_back(i);
                loop.call_soon([&, i] { called.push_back(count + i); });
                if (i == 0) {
                    loop.call_soon([&] { loop.stop(); });
                }
            });
        }
        loop.run_forever();
        loop.close();
    });
    CHECK(called == first_numbers(2 * count));
    std::vector<std::int64_t> ready;
    for (const trace::Event& event : run.recording.events) {
        if (event.kind == Kind::iteration_begin) {
            ready.push_back(event.value);
        }
    }
    CHECK(ready == std::vector<std::int64_t>{count, count + 1});
}

TEST_CASE("a closed loop says how many callbacks it drops") {
    for (const int count : {0, 1, 126, 127, 128, 254, 255, 1000}) {
        const RecordedRun run = record([&] {
            EventLoop& loop = new_event_loop();
            for (int i = 0; i < count; ++i) {
                loop.call_soon([] { FAIL("it is closed"); });
            }
            loop.close();
        });
        CHECK(run.first(Kind::loop_close)->value == count);
    }
}

/// Timers that are due at one of a few hundred times, so that many are due together.
struct Planned {
    Nanoseconds when;
    int number;
};

std::vector<Planned> plan_timers(int count) {
    std::mt19937 random{1};
    std::vector<Planned> timers;
    for (int i = 0; i < count; ++i) {
        timers.push_back({Nanoseconds{1ms} * static_cast<int>(random() % 300), i});
    }
    return timers;
}

/// Their numbers in the order in which they are due; of those due together the older first.
std::vector<int> by_time(std::vector<Planned> timers) {
    std::ranges::stable_sort(timers, {}, &Planned::when);
    std::vector<int> numbers;
    for (const Planned& timer : timers) {
        numbers.push_back(timer.number);
    }
    return numbers;
}

TEST_CASE("thousands of timers are called when they are due, whatever was cancelled of them") {
    for (const unsigned kept_of_ten : {10U, 6U, 3U, 0U}) {
        std::vector<Planned> timers = plan_timers(4000);
        std::vector<Planned> kept;
        std::vector<int> called;
        record([&] {
            EventLoop& loop = new_event_loop();
            std::vector<Ref<TimerHandle>> handles;
            for (const Planned& timer : timers) {
                handles.push_back(
                    loop.call_at(timer.when, [&called, timer] { called.push_back(timer.number); }));
            }
            std::mt19937 random{2};
            for (const Planned& timer : timers) {
                if (random() % 10 < kept_of_ten) {
                    kept.push_back(timer);
                } else {
                    handles[static_cast<std::size_t>(timer.number)]->cancel();
                }
            }
            loop.call_at(1s, [&] { loop.stop(); });
            loop.run_forever();
            loop.close();
        });
        CHECK(called == by_time(kept));
    }
}

Coro<void> sleeps(Planned plan, std::vector<int>& woken) {
    co_await sleep(plan.when);
    woken.push_back(plan.number);
}

Coro<void> sleep_together(std::vector<Planned> plans, std::vector<int>& woken) {
    std::vector<Task<void>> tasks;
    for (const Planned& plan : plans) {
        tasks.push_back(create_task(sleeps(plan, woken)));
    }
    for (const Task<void>& task : tasks) {
        co_await task;
    }
}

TEST_CASE("thousands of sleepers wake up when they are due") {
    std::vector<Planned> plans = plan_timers(4000);
    // One that does not sleep at all only yields, and so is there before those that do.
    std::erase_if(plans, [](const Planned& plan) { return plan.when == 0s; });
    std::vector<int> woken;
    record([&] { run(sleep_together(plans, woken)); });
    CHECK(woken == by_time(plans));
}

Coro<void> sleep_until_stopped(std::size_t count, std::size_t& alive) {
    struct Alive {
        explicit Alive(std::size_t& counter) : alive{counter} { ++alive; }
        Alive(const Alive&) = delete;
        Alive& operator=(const Alive&) = delete;
        ~Alive() { --alive; }
        std::size_t& alive;
    };
    struct Sleeper {
        static Coro<void> run(std::size_t& alive) {
            const Alive counted{alive};
            co_await sleep(10s);
        }
    };
    std::vector<Task<void>> tasks;
    for (std::size_t i = 0; i < count; ++i) {
        tasks.push_back(create_task(Sleeper::run(alive)));
    }
    co_await sleep(1s);
    CHECK(alive == count);
    // A third is cancelled, one is let go of while nobody else holds it, the rest is the loop's.
    for (std::size_t i = 0; i < count; i += 3) {
        tasks[i].cancel();
    }
    tasks.clear();
    co_await sleep(1s);
    CHECK(alive == count - (count + 2) / 3);
}

TEST_CASE("of thousands of sleepers nothing is left when the run ends in their sleep") {
    std::size_t alive = 0;
    const RecordedRun run = record([&] { coroscope::run(sleep_until_stopped(3000, alive)); });
    CHECK(run.outcome.error.empty());
    CHECK(alive == 0);
}

}  // namespace
}  // namespace coroscope
