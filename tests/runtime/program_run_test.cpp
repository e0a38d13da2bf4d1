// What a person can do to a run, and how a run ends.

#include <thread>

#include <doctest/doctest.h>

#include "runtime/steady_clock.hpp"
#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using trace::Kind;

Coro<void> sleeper(std::string name, Nanoseconds delay) {
    co_await sleep(delay);
    print(name);
}

Coro<void> blocker(Nanoseconds delay) {
    time_sleep(delay);
    print("blocked long enough");
    co_return;
}

Coro<void> two_sleepers() {
    const auto first = create_task(sleeper("first", 1s));
    const auto second = create_task(sleeper("second", 2s));
    const std::vector both{first, second};
    co_await wait(both);
    print(first.cancelled(), second.cancelled());
}

TEST_CASE("a person's cancel reaches the task by its name or its label, at its time") {
    for (const char* target : {"Task-2", "sleeper('first', 1.0)"}) {
        const RecordedRun run =
            record([] { coroscope::run(two_sleepers()); }, {cancel_at(target, 500ms)});
        CHECK(run.printed == std::vector<std::string>{"second", "True False"});
        CHECK(run.outcome.notes.empty());
        const trace::Event* asked = run.first(Kind::cancel_asked);
        REQUIRE(asked != nullptr);
        CHECK(asked->t_ns == 500'000'000);
        CHECK(asked->other == trace::Party::person());
    }
}

TEST_CASE("of many tasks a person reaches each, by its name and by its label") {
    const auto program = [] {
        coroscope::run([]() -> Coro<void> {
            std::vector<Task<void>> all;
            for (int i = 0; i < 300; ++i) {
                all.push_back(create_task(sleeper("one", 1s)));
            }
            co_await wait(all);
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (all[i].cancelled()) {
                    print(all[i].get_name());
                }
            }
        }());
    };
    for (const int number : {2, 63, 64, 65, 66, 191, 192, 193, 301}) {
        const std::string name = "Task-" + std::to_string(number);
        const std::string label =
            "sleeper('one', 1.0)" + (number > 2 ? "#" + std::to_string(number - 1) : "");
        for (const std::string& target : {name, label}) {
            const RecordedRun run = record(program, {cancel_at(target, 500ms)});
            CHECK(run.outcome.notes.empty());
            REQUIRE(run.printed.size() == 300);
            CHECK(run.printed.back() == name);
        }
    }
}

TEST_CASE("a task that does not exist, and a time after the end, are said") {
    const RecordedRun run = record([] { coroscope::run(two_sleepers()); },
                                   {cancel_at("nobody", 500ms), interrupt_at(99s)});
    REQUIRE(run.outcome.notes.size() == 2);
    CHECK(run.outcome.notes[0] == "there was no task 'nobody' to cancel at 0.5 s");
    CHECK(run.outcome.notes[1] == "nothing happened at 99.0 s: the program ended at 2.0 s");
}

TEST_CASE("a person's act comes before the timers that are due at the same time") {
    const RecordedRun run =
        record([] { coroscope::run(two_sleepers()); }, {cancel_at("Task-2", 1s)});
    CHECK(run.printed == std::vector<std::string>{"second", "True False"});
}

TEST_CASE("a blocking sleep is broken by an interrupt, and a cancel waits for its end") {
    const auto program = [] {
        EventLoop& loop = new_event_loop();
        const auto task = loop.create_task(blocker(2s));
        const auto other = loop.create_task(sleeper("other", 5s));
        loop.run_until_complete(gather(std::vector<Future<void>>{task, other}, return_exceptions));
        loop.close();
    };
    const RecordedRun interrupted = record(program, {interrupt_at(1500ms)});
    CHECK(interrupted.outcome.error == "KeyboardInterrupt");
    CHECK(interrupted.first(Kind::interrupt)->t_ns == 1'500'000'000);
    CHECK(interrupted.printed.empty());
    const RecordedRun cancelled = record(program, {cancel_at("Task-2", 1s)});
    CHECK(cancelled.first(Kind::cancel_asked)->t_ns == 2'000'000'000);
    CHECK(cancelled.printed == std::vector<std::string>{"blocked long enough"});
}

TEST_CASE("a loop that can never go on ends the run with an error that says so") {
    const RecordedRun run = record([] {
        EventLoop& loop = new_event_loop();
        loop.run_forever();
    });
    CHECK(run.outcome.error.find("nothing is scheduled") != std::string::npos);
}

TEST_CASE("an uncaught exception is the run's error") {
    CHECK(record([] { throw ValueError{"boom"}; }).outcome.error == "ValueError: boom");
    CHECK(record([] { throw std::out_of_range{"far"}; }).outcome.error == "std::out_of_range: far");
}

TEST_CASE("an exception that nobody looks at is reported when its task is dropped") {
    const RecordedRun run = record([] {
        struct Failing {
            static Coro<void> fails() {
                throw ValueError{"unseen"};
                co_return;
            }
        };
        EventLoop& loop = new_event_loop();
        auto task = loop.create_task(Failing::fails());
        loop.run_until_complete(sleep(1s));
        task = {};
        loop.close();
    });
    CHECK(run.count(Kind::exception_unretrieved) == 1);
    CHECK(run.logged ==
          std::vector<std::string>{"Task exception was never retrieved", "ValueError: unseen"});
}

TEST_CASE("on the steady clock an interrupt from another thread ends a wait of the loop") {
    SteadyClock clock;
    std::string error;
    std::thread program{[&] {
        ProgramRun run{{.clock = clock}};
        error = run.execute([] {
                       EventLoop& loop = new_event_loop();
                       loop.run_until_complete(sleep(std::chrono::hours{1}));
                   })
                    .error;
    }};
    clock.interrupt();
    program.join();
    CHECK(error == "KeyboardInterrupt");
}

TEST_CASE("on the steady clock time passes by itself") {
    SteadyClock clock;
    ProgramRun run{{.clock = clock}};
    run.execute([] { coroscope::run(sleep(20ms)); });
    CHECK(clock.time() >= 20ms);
}

TEST_CASE(
    "asyncio.run: Ctrl-C cancels the main task, which may clean up, and comes out as itself") {
    const RecordedRun run = record(
        [] {
            struct Main {
                static Coro<void> main() {
                    try {
                        co_await sleep(10s);
                    } catch (const CancelledError&) {
                        print("cleaning up");
                        throw;
                    }
                }
            };
            coroscope::run(Main::main());
        },
        {interrupt_at(1s)});
    CHECK(run.printed == std::vector<std::string>{"cleaning up"});
    CHECK(run.outcome.error == "KeyboardInterrupt");
}

}  // namespace
}  // namespace coroscope
