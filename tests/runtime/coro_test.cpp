// What C++ adds to asyncio's semantics: ownership, frames, nesting. (The semantics themselves are
// judged by CPython: tests/conformance.)

#include <doctest/doctest.h>

#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using trace::Kind;

/// Counts how many of itself are alive.
struct Counted {
    explicit Counted(int& count) : alive{&count} { ++*alive; }
    Counted(const Counted& other) : alive{other.alive} { ++*alive; }
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --*alive; }
    int* alive;
};

Coro<void> holds(Counted counted) {
    co_await sleep(10s);
    *counted.alive += 1000;
}

Coro<int> nested(int depth) {
    if (depth == 0) {
        co_await sleep(1s);
        co_return 0;
    }
    const int below = co_await nested(depth - 1);
    co_return below + 1;
}

Coro<long> many_awaits(long count) {
    struct One {
        static Coro<long> value() { co_return 1; }
    };
    long sum = 0;
    for (long i = 0; i < count; ++i) {
        sum += co_await One::value();
    }
    co_return sum;
}

Coro<void> cancels_sleeps(int count) {
    for (int i = 0; i < count; ++i) {
        const auto sleeper = create_task(sleep(10s));
        co_await sleep(0s);
        sleeper.cancel();
        const std::vector<Task<void>> sleepers{sleeper};
        co_await wait(sleepers);
        CHECK(sleeper.cancelled());
    }
}

// g++ 12 once released their futures twice; in its builds the heap would not survive this.
TEST_CASE("a thousand cancelled sleeps leave nothing behind that is freed twice") {
    const RecordedRun run = record([&] { coroscope::run(cancels_sleeps(1000)); });
    CHECK(run.outcome.error == "");
    CHECK(run.count(Kind::timer_cancel) == 1000);
}

TEST_CASE("a coroutine object does nothing until it is awaited, and says so when it is dropped") {
    int alive = 0;
    const RecordedRun run = record([&] { auto dropped = holds(Counted{alive}); });
    CHECK(alive == 0);
    CHECK(run.count(Kind::coro_enter) == 0);
    REQUIRE(run.count(Kind::never_awaited) == 1);
    CHECK(run.recording.text(*run.first(Kind::never_awaited)).starts_with("holds("));
    REQUIRE(run.logged.size() == 1);
    CHECK(run.logged[0] == "RuntimeWarning: coroutine 'holds' was never awaited");
}

TEST_CASE("the frames of a task that is still pending at the end are destroyed, innermost first") {
    int alive = 0;
    const RecordedRun run = record([&] {
        EventLoop& loop = new_event_loop();
        const auto task = loop.create_task(holds(Counted{alive}));
        loop.call_later(1s, [&] { loop.stop(); });
        loop.run_forever();
        CHECK(alive > 0);
        loop.close();
    });
    CHECK(alive == 0);
    CHECK(run.count(Kind::destroyed_pending) == 1);
    CHECK(run.logged ==
          std::vector<std::string>{"Task was destroyed but it is pending!", "task: Task-1"});
}

TEST_CASE("hundreds of thousands of awaits of finished coroutines need no stack") {
    long sum = 0;
    // Three events each; a run stops at a million.
    record([&] { sum = coroscope::run(many_awaits(300'000)); });
    CHECK(sum == 300'000);
}

TEST_CASE("awaits may nest as deep as Python's, and deeper is a RecursionError") {
    int result = 0;
    record([&] { result = coroscope::run(nested(983)); });
    CHECK(result == 983);
    for (const int deeper : {984, 989, 2000}) {
        const RecordedRun run = record([&] { coroscope::run(nested(deeper)); });
        CHECK(run.outcome.error == "RecursionError: maximum recursion depth exceeded");
    }
}

TEST_CASE("a coroutine is awaited once") {
    const RecordedRun run = record([] {
        struct Twice {
            static Coro<int> one() { co_return 1; }
            static Coro<void> main() {
                auto coroutine = one();
                print(co_await std::move(coroutine));
                print(co_await std::move(coroutine));  // NOLINT: that is the point
            }
        };
        coroscope::run(Twice::main());
    });
    CHECK(run.printed == std::vector<std::string>{"1"});
    CHECK(run.outcome.error == "RuntimeError: cannot reuse already awaited coroutine");
}

/// Cannot be moved the last time that it is told to be.
struct Reluctant {
    Reluctant(int& count, int& moves) : counted{count}, left{&moves} {}
    // NOLINTNEXTLINE(performance-noexcept-move-constructor): that is the point
    Reluctant(Reluctant&& other) : counted{other.counted}, left{other.left} {
        if (--*left == 0) {
            throw ValueError{"not moved"};
        }
    }
    Reluctant& operator=(Reluctant&&) = delete;
    ~Reluctant() = default;
    Counted counted;
    int* left;
};

Coro<void> puts_and_gets(int& alive, int moves) {
    int enough = 1000;
    const Queue<Reluctant> queue;
    queue.put_nowait(Reluctant{alive, enough});
    Reluctant item{alive, moves};
    try {
        auto put = queue.put(std::move(item));
        co_await std::move(put);
        auto first = queue.get();
        co_await std::move(first);
        auto second = queue.get();
        co_await std::move(second);
        print("moved");
    } catch (const ValueError& error) {
        print(error.message(), queue.qsize());
    }
}

TEST_CASE("an item whose move fails on its way through a queue takes nothing with it") {
    std::vector<std::string> printed;
    for (int moves = 1; printed.empty() || printed.back() != "moved"; ++moves) {
        int alive = 0;
        const RecordedRun run = record([&] { coroscope::run(puts_and_gets(alive, moves)); });
        CAPTURE(moves);
        CHECK(run.outcome.error == "");
        CHECK(alive == 0);
        CHECK(run.count(Kind::never_awaited) == 0);
        REQUIRE(run.printed.size() == 1);
        printed.push_back(run.printed[0]);
    }
    CHECK(printed[0] == "not moved 1");
}

Coro<Reluctant> gives_reluctantly(int& alive, int moves) { co_return Reluctant{alive, moves}; }

Coro<void> takes_result(int& alive, int moves) {
    try {
        const Task<Reluctant> task = create_task(gives_reluctantly(alive, moves));
        const std::vector tasks(1, task);
        co_await wait(tasks);
        static_cast<void>(task.result());
        print("moved");
    } catch (const ValueError& error) {
        print(error.message());
    }
}

TEST_CASE("a task fails whose result cannot be moved, and leaves nothing of it") {
    std::vector<std::string> printed;
    for (int moves = 1; printed.empty() || printed.back() != "moved"; ++moves) {
        int alive = 0;
        const RecordedRun run = record([&] { coroscope::run(takes_result(alive, moves)); });
        CAPTURE(moves);
        CHECK(run.outcome.error == "");
        CHECK(alive == 0);
        REQUIRE(run.printed.size() == 1);
        printed.push_back(run.printed[0]);
    }
    CHECK(printed[0] == "not moved");
    CHECK(printed.size() >= 3);  // out of the coroutine, and into the task
}

TEST_CASE("of a coroutine that was awaited, or is a task already, no other task is made") {
    const RecordedRun run = record([] {
        struct Again {
            static Coro<int> one() { co_return 1; }
            static Coro<void> main() {
                const auto make_task_of = [](auto& coroutine) {
                    try {
                        create_task(std::move(coroutine));
                    } catch (const RuntimeError& error) {
                        print(error.message());
                    }
                };
                auto coroutine = one();
                const auto task = create_task(std::move(coroutine));
                make_task_of(coroutine);
                auto slept = sleep(0s);
                co_await std::move(slept);
                make_task_of(slept);
                print(co_await task);
            }
        };
        coroscope::run(Again::main());
    });
    const std::string again = "cannot reuse already awaited coroutine";
    CHECK(run.printed == std::vector<std::string>{again, again, "1"});
    CHECK(run.outcome.error == "");
}

TEST_CASE("a task is labelled by its coroutine and its arguments") {
    const RecordedRun run = record([] {
        struct Named {
            static Coro<void> brew(std::string what, double cups, bool hot) {
                print(what, cups, hot);
                co_return;
            }
        };
        coroscope::run(Named::brew("tea", 2, true));
    });
    CHECK(run.recording.text(*run.first(Kind::task_new)) == "Named.brew('tea', 2.0, True)");
    CHECK(run.printed == std::vector<std::string>{"tea 2.0 True"});
}

TEST_CASE("labels with numbers are those that Python writes, one number for each") {
    const RecordedRun run = record([] {
        struct Named {
            static Coro<void> counts(int a, std::uint8_t b, bool c, const std::vector<int>*) {
                print(a, b, c);
                co_return;
            }
            static Coro<void> waits(Nanoseconds delay, float) { co_await sleep(delay); }
            static Coro<void> far(double a, double b, double c, double d) {
                print(a + b + c + d);
                co_return;
            }
        };
        coroscope::run(Named::counts(-1, 255, true, nullptr));
        coroscope::run(Named::counts(-1, 255, true, nullptr));
        coroscope::run(Named::waits(1500ms, -0.5F));
        coroscope::run(Named::waits(2s, 0));
        coroscope::run(Named::far(1, 2, 3, 1e300));
    });
    CHECK(run.outcome.error == "");
    std::vector<std::string> labels;
    std::vector<trace::StringId> numbers;
    for (const trace::Event& event : run.recording.events) {
        if (event.kind == Kind::task_new && event.text != id_of(trace::Word::none) &&
            run.recording.text(event).find("shutdown") == std::string::npos) {
            labels.emplace_back(run.recording.text(event));
            numbers.push_back(static_cast<trace::StringId>(event.text));
        }
    }
    CHECK(labels == std::vector<std::string>{"Named.counts(-1, 255, True, …)",
                                             "Named.counts(-1, 255, True, …)",
                                             "Named.waits(1.5, -0.5)", "Named.waits(2.0, 0.0)",
                                             "Named.far(1.0, 2.0, 3.0, 1e+300)"});
    CHECK(numbers[0] == numbers[1]);
    CHECK(numbers[2] != numbers[3]);
}

Coro<void> names_tasks() {
    EventLoop& loop = get_running_loop();
    std::vector<Task<void>> tasks;
    const auto numbered = [&] { tasks.push_back(create_task(sleep(0s))); };
    const auto named = [&](const char* name) {
        tasks.push_back(loop.create_task(sleep(0s), std::string(name)));
    };
    numbered();
    named("brew");
    named("Task-0");
    named("Task-2");
    named("Task-4");
    named("brew");
    numbered();
    numbered();
    named("Task-4");
    for (const Task<void>& task : tasks) {
        co_await task;
    }
}

TEST_CASE("in a recording each task has a name of its own, whatever the program calls them") {
    const RecordedRun run = record([] { coroscope::run(names_tasks()); });
    std::string names;
    for (std::size_t id = 1; id < run.recording.task_names.size(); ++id) {
        names += std::string{run.recording.task_name(static_cast<trace::TaskId>(id))} + " ";
    }
    // The last two are those with which asyncio.run ends.
    CHECK(names ==
          "Task-1 Task-2 brew Task-0 Task-2#2 Task-4 brew#2 Task-3 Task-4#2 Task-4#3 Task-5 "
          "Task-6 ");
}

// Nothing records where it is made, and its frame has memory of one that a line of the program's
// awaited.
TEST_CASE("a coroutine of asyncio's own that is made before the run stands at no line in it") {
    record([] {
        run([]() -> Coro<void> {
            Coro<void> sleeping = sleep(1ms);
            co_await std::move(sleeping);
        }());
    });
    Coro<void> sleeping = sleep(1ms);
    const RecordedRun result = record([&] { run(std::move(sleeping)); });
    REQUIRE(result.first(Kind::waits) != nullptr);
    CHECK(result.first(Kind::waits)->site == 0);
}

TEST_CASE("without a recorder a program runs the same") {
    VirtualClock clock;
    std::vector<std::string> printed;
    ProgramRun run{{.clock = clock,
                    .output = [&](Stream, std::string_view line) { printed.emplace_back(line); }}};
    const RunOutcome outcome = run.execute([] { print(coroscope::run(nested(3))); });
    CHECK(outcome.error.empty());
    CHECK(printed == std::vector<std::string>{"3"});
    CHECK(clock.time() == 1s);
}

}  // namespace
}  // namespace coroscope
