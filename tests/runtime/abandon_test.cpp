// Runs that are given up, and runs that would never end: they end soon, and nothing is left.

#include <ctime>
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

Coro<void> waits_not() { co_return; }

Coro<void> waits_for_a_thread() {
    co_await to_thread([] { time_sleep(std::chrono::hours{24}); });
}

Coro<void> print_forever() {
    for (;;) {
        print("again");
        co_await sleep(0s);
    }
}

Coro<void> wait_for_callers() {
    const Server server = co_await start_server([](StreamReader, StreamWriter) {}, "127.0.0.1", 0);
    co_await server.serve_forever();
}

Coro<void> wait_for_an_answer() {
    const Server server = co_await start_server([](StreamReader, StreamWriter) {}, "127.0.0.1", 0);
    const int port = std::get<1>(server.sockets()[0].getsockname());
    auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    co_await reader.read();
}

Coro<void> many_tasks() {
    std::vector<Task<void>> tasks;
    for (int i = 0; i < 20'000; ++i) {
        tasks.push_back(create_task(a_day()));
    }
    co_await forever();
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
    {"a loop that prints for ever", [] { run(print_forever()); }},
    {"a server that nobody calls", [] { run(wait_for_callers()); }},
    {"a client that nobody answers", [] { run(wait_for_an_answer()); }},
    {"thousands of tasks", [] { run(many_tasks()); }},
    {"a busy loop in another thread, and a lock-step of results",
     [] {
         EventLoop& loop = new_event_loop();
         const Thread thread{partial<run_loop>(&loop), {.daemon = true}};
         thread.start();
         for (;;) {
             run_coroutine_threadsafe(waits_not(), loop).result();
         }
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

/// How much longer than on an idle machine, without sanitizers.
#ifdef __clang__
constexpr int slower = 10;
#else
constexpr int slower = 1;
#endif

/// Begin the program, give it up so much later: how long its end took.
std::chrono::nanoseconds time_to_end(Clock& clock, void (*program)(),
                                     std::chrono::nanoseconds after) {
    trace::Recorder recorder{clock};
    RunOutcome outcome;
    std::atomic<ProgramRun*> running = nullptr;
    std::atomic<bool> began = false;
    std::thread thread{[&] {
        ProgramRun run{{.clock = clock,
                        .recorder = &recorder,
                        .max_events = SIZE_MAX,
                        .max_cpu = std::chrono::hours{1}}};
        running = &run;
        outcome = run.execute([&] {
            began = true;
            program();
        });
    }};
    while (!began) {
        std::this_thread::yield();
    }
    std::this_thread::sleep_for(after);
    const auto asked = std::chrono::steady_clock::now();
    running.load()->abandon();
    thread.join();
    CHECK(outcome.abandoned);
    return std::chrono::steady_clock::now() - asked;
}

/// Does it end in time? What else the machine does now may cost one attempt its turn, not each.
template <class AnyClock>
bool ends_in_time(void (*program)(), std::chrono::nanoseconds after) {
    for (int attempt = 0; attempt < 4; ++attempt) {
        AnyClock clock;
        if (time_to_end(clock, program, after) < slower * 200ms) {
            return true;
        }
    }
    return false;
}

TEST_CASE("a run that is given up ends within 0.2 s, whatever it was doing") {
    for (const auto& [what, program] : endless) {
        CAPTURE(std::string(what));
        // At whatever point it is by then: every one of them must do.
        for (const auto after : {0us, 200us, 3000us, 50'000us}) {
            CHECK(ends_in_time<SteadyClock>(program, after));
        }
    }
}

TEST_CASE("so it does on the virtual clock, where the run computes or waits for somebody outside") {
    for (const char* name : {"a loop that is never idle", "a loop that prints for ever",
                             "a server that nobody calls", "thousands of tasks"}) {
        CAPTURE(std::string(name));
        const auto item = std::ranges::find(endless, std::string_view{name},
                                            [](const auto& one) { return one.first; });
        REQUIRE(item != endless.end());
        for (const auto after : {0us, 200us, 3000us, 50'000us}) {
            CHECK(ends_in_time<VirtualClock>(item->second, after));
        }
    }
}

/// How a program ends that never would, with these limits.
RunOutcome outcome_of(Clock& clock, std::size_t max_events, std::chrono::seconds max_cpu,
                      std::vector<Intervention> interventions = {}) {
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock,
                    .recorder = &recorder,
                    .output = {},
                    .interventions = std::move(interventions),
                    .max_events = max_events,
                    .max_cpu = max_cpu}};
    RunOutcome outcome = run.execute([] { coroscope::run(forever()); });
    constexpr std::size_t of_one_iteration = 20;
    CHECK(recorder.recording("").events.size() <= max_events + of_one_iteration);
    return outcome;
}

TEST_CASE("a program that never ends is stopped after so many events, on either clock") {
    VirtualClock virtual_clock;
    SteadyClock steady_clock;
    for (Clock* clock : std::initializer_list<Clock*>{&virtual_clock, &steady_clock}) {
        CHECK(outcome_of(*clock, 10'000, 5s).error ==
              "the program was stopped after 10000 events: does it ever end?");
    }
}

TEST_CASE("so it is after any number of events, also where a person waits for one of them") {
    for (const std::size_t most : {0, 1, 2, 50, 1023, 1024, 1025, 5000}) {
        CAPTURE(most);
        const std::string stopped =
            "the program was stopped after " + std::to_string(most) + " events: does it ever end?";
        VirtualClock clock;
        CHECK(outcome_of(clock, most, 5s).error == stopped);
        VirtualClock watched_clock;
        const Intervention never{After{1'000'000, trace::Kind::print, "Task-1"},
                                 Intervention::Action::interrupt};
        CHECK(outcome_of(watched_clock, most, 5s, {never}).error == stopped);
    }
}

/// Prints as it goes.
struct Farewell {
    ~Farewell() { print("bye"); }
};

Coro<void> waits_for_ever(Future<void> future) {
    const Farewell farewell;
    co_await future;
}

Coro<void> leaves_one_behind() {
    const Task<void> task = create_task(waits_for_ever(get_running_loop().create_future<void>()));
    co_await sleep(0s);
}

TEST_CASE("a program that ends at its last event ends, whatever it leaves behind prints") {
    const auto program = [] {
        EventLoop& loop = new_event_loop();
        loop.run_until_complete(leaves_one_behind());
    };
    for (std::size_t most = 1; most < 60; ++most) {
        CAPTURE(most);
        VirtualClock clock;
        trace::Recorder recorder{clock};
        std::vector<std::string> printed;
        ProgramRun run{
            {.clock = clock,
             .recorder = &recorder,
             .output = [&](Stream, std::string_view line) { printed.emplace_back(line); },
             .max_events = most}};
        const RunOutcome outcome = run.execute(program);
        CHECK((outcome.abandoned || std::ranges::find(printed, "bye") != printed.end()));
    }
}

TEST_CASE("a program that computes for too long is stopped, on either clock") {
    VirtualClock virtual_clock;
    SteadyClock steady_clock;
    for (Clock* clock : std::initializer_list<Clock*>{&virtual_clock, &steady_clock}) {
        CHECK(outcome_of(*clock, 1'000'000, 0s).error ==
              "the program was stopped after 0 s of computing without a pause: does it ever end?");
    }
}

void only_yields() { run(forever()); }

void posts_first() {
    EventLoop& loop = new_event_loop();
    loop.call_soon_threadsafe([] {});
    loop.run_until_complete(forever());
}

TEST_CASE("so it is where something has come from elsewhere, which each iteration then looks at") {
    const auto error_of = [](void (*program)(), std::vector<Intervention> interventions) {
        VirtualClock clock;
        trace::Recorder recorder{clock};
        ProgramRun run{{.clock = clock,
                        .recorder = &recorder,
                        .output = {},
                        .interventions = std::move(interventions),
                        .max_events = 1'000'000,
                        .max_cpu = 0s}};
        return run.execute(program).error;
    };
    const std::string stopped =
        "the program was stopped after 0 s of computing without a pause: does it ever end?";
    CHECK(error_of(posts_first, {}) == stopped);
    const Intervention never{At{std::chrono::hours{1}}, Intervention::Action::interrupt};
    CHECK(error_of(only_yields, {never}) == stopped);
}

std::chrono::nanoseconds cpu_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

Coro<void> computes_thrice(Nanoseconds rest) {
    for (int i = 0; i < 3; ++i) {
        for (const auto end = cpu_time() + 450ms; cpu_time() < end;) {
            co_await sleep(0s);
        }
        co_await sleep(rest);
    }
}

Coro<void> computes_in_long_steps(int* steps) {
    for (;;) {
        ++*steps;
        for (const auto end = cpu_time() + 5ms; cpu_time() < end;) {
        }
        co_await sleep(0s);
    }
}

TEST_CASE("a program of long steps is stopped soon, not after as many as it has short ones") {
    VirtualClock clock;
    ProgramRun run{{.clock = clock, .max_cpu = 1s}};
    detail::checks_until_look = 1;  // as in a new thread
    int steps = 0;
    CHECK(run.execute([&] { coroscope::run(computes_in_long_steps(&steps)); }).abandoned);
    CHECK(steps <= 1s / 5ms + 5);
}

TEST_CASE("a program may compute for longer than that in all, where it rests meanwhile") {
    const auto error_with = [](Nanoseconds rest) {
        SteadyClock clock;
        ProgramRun run{{.clock = clock, .max_cpu = 1s}};
        return run.execute([rest] { coroscope::run(computes_thrice(rest)); }).error;
    };
    CHECK(error_with(1ms).empty());
    CHECK(error_with(0s).starts_with("the program was stopped after 1 s of computing"));
}

TEST_CASE("a program is stopped also where the one before it on its thread was given up") {
    // Whichever of its checks would have looked at the time.
    for (std::uint32_t left = 1; left <= 3; ++left) {
        VirtualClock clock;
        clock.abandon();
        detail::checks_until_look = left;
        ProgramRun run{{.clock = clock}};
        CHECK(run.execute([] { coroscope::run(forever()); }).abandoned);
        VirtualClock next;
        CHECK(outcome_of(next, 1'000'000, 0s)
                  .error.starts_with("the program was stopped after 0 s of computing"));
    }
}

TEST_CASE("a run that was given up before it begins ends at once, on either clock") {
    VirtualClock virtual_clock;
    SteadyClock steady_clock;
    for (Clock* clock : std::initializer_list<Clock*>{&virtual_clock, &steady_clock}) {
        clock->abandon();
        ProgramRun run{{.clock = *clock}};
        CHECK(run.execute([] { coroscope::run(forever()); }).abandoned);
    }
}

TEST_CASE("a run stops by itself at a million events or five seconds of computing") {
    VirtualClock clock;
    const RunOptions usual{.clock = clock};
    CHECK(usual.max_events == 1'000'000);
    CHECK(usual.max_cpu == 5s);
}

TEST_CASE("a run with threads that is stopped by itself ends in all of them") {
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock, .recorder = &recorder, .max_events = 10'000}};
    const RunOutcome outcome = run.execute(endless[6].second);
    CHECK(outcome.error == "the program was stopped after 10000 events: does it ever end?");
}

}  // namespace
}  // namespace coroscope
