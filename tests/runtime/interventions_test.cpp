// What a person does to a program: when it acts, what it does, and what becomes of it.
#include <algorithm>
#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "runtime/steady_clock.hpp"
#include "tests/runtime/recorded_run.hpp"

namespace coroscope {
namespace {

using namespace std::chrono_literals;
using Action = Intervention::Action;
using trace::Kind;

Coro<int> work(int seconds) {
    co_await sleep(std::chrono::seconds{seconds});
    print("worked", seconds);
    co_return seconds;
}

Coro<void> three() {
    const Task<int> one = create_task(work(1));
    const Task<int> two = create_task(work(2));
    const std::vector<Future<int>> both{one, two};  // g++ 12 cannot have it in the await itself
    co_await wait(both);
    print("over", one.cancelled(), two.cancelled());
}

void program() { coroscope::run(three()); }

Coro<void> follow(std::vector<Task<void>>& tasks, std::size_t next) { co_await tasks.at(next); }

// Two tasks that await each other, while main() sleeps.
void circle_beside_a_sleep() {
    std::vector<Task<void>> tasks;
    const auto main = [](std::vector<Task<void>>& both) -> Coro<void> {
        both.push_back(create_task(follow(both, 1)));
        both.push_back(create_task(follow(both, 0)));
        co_await sleep(1s);
    };
    EventLoop& loop = new_event_loop();
    loop.run_until_complete(main(tasks));
}

Intervention act(std::variant<At, After, NthSleep> when, Action action, std::string target = {},
                 std::string exception = {}) {
    return {std::move(when), action, std::move(target), std::move(exception)};
}

/// After the n-th event of that kind of that task in the undisturbed run.
After after(Kind kind, std::string_view task, int nth = 1) {
    const RecordedRun run = record(program);
    for (std::size_t seq = 1; seq < run.recording.events.size(); ++seq) {
        const trace::Event& event = run.recording.events[seq];
        if (event.kind == kind && run.recording.task_name(event.task) == task && --nth == 0) {
            return after_event(run.recording, seq);
        }
    }
    FAIL("there is no such event");
    return {};
}

std::vector<std::string> kinds_from(const RecordedRun& run, std::size_t seq, std::size_t count) {
    std::vector<std::string> kinds;
    for (std::size_t i = seq; i < run.recording.events.size() && kinds.size() < count; ++i) {
        kinds.emplace_back(trace::kind_name(run.recording.events[i].kind));
    }
    return kinds;
}

}  // namespace

TEST_CASE("an intervention acts right after the beat that it follows") {
    const After printed = after(Kind::print, "Task-2");
    const RecordedRun run = record(program, {act(printed, Action::cancel, "work(2)")});
    CHECK(kinds_from(run, printed.seq, 5) == std::vector<std::string>{"print", "intervention",
                                                                      "future_done", "woken",
                                                                      "cancel_asked"});
    CHECK(run.printed == std::vector<std::string>{"worked 1", "over False True"});
    CHECK(run.outcome.interventions == std::vector<InterventionOutcome>{{Fate::done}});
    CHECK(run.outcome.notes.empty());
}

TEST_CASE("an interrupt after a print is raised out of it and ends that task") {
    const RecordedRun run = record(
        [] {
            EventLoop& loop = new_event_loop();
            loop.run_until_complete(three());
        },
        {});
    const trace::Event* print = run.first(Kind::print);
    const auto seq = static_cast<std::size_t>(print - run.recording.events.data());
    const RecordedRun broken = record(
        [] {
            EventLoop& loop = new_event_loop();
            loop.run_until_complete(three());
        },
        {act(after_event(run.recording, seq), Action::interrupt)});
    CHECK(broken.outcome.error == "KeyboardInterrupt");
    const trace::Event* failed = broken.first(Kind::task_failed);
    REQUIRE(failed != nullptr);
    CHECK(broken.recording.text(*failed) == "KeyboardInterrupt");
}

Coro<void> awaits(const Task<void>& itself) {
    try {
        co_await itself;
    } catch (const RuntimeError& error) {
        print("RuntimeError");
    }
}

TEST_CASE("an interrupt after a task awaited itself leaves the task its error") {
    const auto program = [] {
        EventLoop& loop = new_event_loop();
        Task<void> task;
        task = loop.create_task(awaits(task));
        try {
            loop.run_until_complete(task);
        } catch (const KeyboardInterrupt&) {
            print("interrupted");
            loop.run_until_complete(task);
        }
    };
    const RecordedRun plain = record(program);
    CHECK(plain.printed == std::vector<std::string>{"RuntimeError"});
    const trace::Event* end = plain.first(Kind::step_end);
    const auto seq = static_cast<std::size_t>(end - plain.recording.events.data());
    const RecordedRun run =
        record(program, {act(after_event(plain.recording, seq), Action::interrupt)});
    CHECK(run.printed == std::vector<std::string>{"interrupted", "RuntimeError"});
    CHECK(run.outcome.error.empty());
}

TEST_CASE("what follows the beginning of a step happens within it") {
    const RecordedRun run =
        record(program, {act(after(Kind::step_begin, "Task-3", 2), Action::cancel, "Task-3")});
    // It prints, because it asks itself while it runs; then it is cancelled, at no other await.
    CHECK(run.printed == std::vector<std::string>{"worked 1", "worked 2", "over False True"});
}

TEST_CASE("what follows the beginning of a select ends that select") {
    const RecordedRun plain = record(program);
    const trace::Event* select = plain.first(Kind::select_begin);
    const auto seq = static_cast<std::size_t>(select - plain.recording.events.data());
    const RecordedRun run =
        record(program, {act(after_event(plain.recording, seq), Action::cancel, "work(1)")});
    CHECK(kinds_from(run, seq, 3) ==
          std::vector<std::string>{"select_begin", "select_end", "intervention"});
    CHECK(run.recording.events[seq + 1].t_ns == 0);
}

TEST_CASE("an event that is not there any more makes the intervention lost") {
    After moved = after(Kind::print, "Task-2");
    moved.seq += 1;
    moved.nth = 0;
    const RecordedRun run = record(program, {act(moved, Action::interrupt)});
    CHECK(run.outcome.interventions == std::vector<InterventionOutcome>{{Fate::lost}});
    REQUIRE(run.outcome.notes.size() == 1);
    CHECK(run.outcome.notes[0].starts_with("lost: no event "));
    CHECK(run.printed.back() == "over False False");
}

TEST_CASE("complete ends a sleep early, raise makes it fail") {
    const RecordedRun run =
        record(program, {act(At{500ms}, Action::complete, "work(2)"),
                         act(At{700ms}, Action::raise, "work(1)", "ValueError: boom")});
    CHECK(run.printed == std::vector<std::string>{"worked 2", "over False False"});
    const trace::Event* failed = run.first(Kind::task_failed);
    REQUIRE(failed != nullptr);
    CHECK(run.recording.text(*failed) == "ValueError: boom");
    CHECK(failed->t_ns == 700'000'000);
}

Coro<void> named_and_numbered() {
    EventLoop& loop = get_running_loop();
    const Task<int> named = loop.create_task(work(1), std::string{"brew"});
    const Task<int> numbered = loop.create_task(work(2));
    const Task<int> third = loop.create_task(work(3), std::string{});
    const Task<int> last = loop.create_task(work(4));
    const std::vector<Future<int>> all{named, numbered, third, last};
    co_await wait(all);
    print(named.cancelled(), numbered.cancelled(), third.cancelled(), last.cancelled());
}

TEST_CASE("a task goes by the number that it has, also where others were given names") {
    const auto printed = [](const std::string& target) {
        const auto run = record([] { coroscope::run(named_and_numbered()); },
                                {act(At{500ms}, Action::cancel, target)});
        return run.printed.back();
    };
    CHECK(printed("brew") == "True False False False");
    CHECK(printed("Task-2") == "False True False False");
    CHECK(printed("") == "False False True False");
    CHECK(printed("Task-3") == "False False False True");
    CHECK(printed("Task-4") == "False False False False");
}

Coro<void> two_of_a_name() {
    EventLoop& loop = get_running_loop();
    const Task<int> first = loop.create_task(work(1), std::string{"brew"});
    const Task<int> second = loop.create_task(work(2), std::string{"brew"});
    const std::vector<Future<int>> both{first, second};
    co_await wait(both);
    print(first.cancelled(), second.cancelled());
}

TEST_CASE("of two tasks of one name the second goes by what the recording calls it") {
    const RecordedRun run =
        record([] { coroscope::run(two_of_a_name()); }, {act(At{500ms}, Action::cancel, "brew#2")});
    CHECK(run.printed.back() == "False True");
}

Coro<void> fail_at_once() {
    throw ValueError{"boom"};
    co_return;
}

// A task that ends at once and is kept for another second, or not at all.
template <auto job>
Coro<void> ended(bool is_kept) {
    Task<void> task = create_task(job());
    co_await sleep(1ms);
    if (!is_kept) {
        task = {};
    }
    co_await sleep(1s);
}

Coro<void> nothing() { co_return; }

template <auto job>
RecordedRun act_on_ended(bool is_kept, Action action) {
    return record([is_kept] { coroscope::run(ended<job>(is_kept)); },
                  {act(At{500ms}, action, "Task-2", "ValueError: late")});
}

TEST_CASE("a finished task is told the same, whether or not the program still holds it") {
    for (const bool is_kept : {true, false}) {
        const RecordedRun run = act_on_ended<nothing>(is_kept, Action::cancel);
        const trace::Event* asked = run.first(Kind::cancel_asked);
        REQUIRE(asked != nullptr);
        CHECK(asked->value == 0);
        CHECK(asked->task == 2);
        CHECK(asked->other == trace::Party::person());
        CHECK(run.first(Kind::intervention)->other == trace::Party::task(2));
        CHECK(run.outcome.interventions.at(0) == InterventionOutcome{Fate::done});
        CHECK(act_on_ended<nothing>(is_kept, Action::complete).outcome.interventions.at(0) ==
              InterventionOutcome{Fate::impossible, Impossible::task_finished, "Task-2"});
    }
}

Coro<void> nameless_in_the_end() {
    const Task<void> task = create_task(nothing());
    task.set_name("");
    co_await sleep(1s);
}

TEST_CASE("a finished task is called by the name that it has, be it empty") {
    const RecordedRun run = record([] { coroscope::run(nameless_in_the_end()); },
                                   {act(At{500ms}, Action::complete, "Task-2")});
    CHECK(run.outcome.interventions.at(0) ==
          InterventionOutcome{Fate::impossible, Impossible::task_finished, ""});
}

TEST_CASE("cancel() takes the exception of a failed task as seen, as long as somebody holds it") {
    CHECK(act_on_ended<fail_at_once>(true, Action::complete).count(Kind::exception_unretrieved) ==
          1);
    const RecordedRun run = act_on_ended<fail_at_once>(true, Action::cancel);
    CHECK(run.first(Kind::cancel_asked)->value == 0);
    CHECK(run.count(Kind::exception_unretrieved) == 0);
    CHECK(act_on_ended<fail_at_once>(false, Action::cancel).count(Kind::exception_unretrieved) ==
          1);
}

TEST_CASE("every exception that a scenario may name is made") {
    for (const std::string_view type : raisable_types()) {
        const RecordedRun run =
            record(program, {act(At{500ms}, Action::raise, "work(2)", std::string{type} + ": x")});
        const trace::Event* failed = run.first(Kind::task_failed);
        REQUIRE(failed != nullptr);
        CHECK(run.recording.text(*failed) == std::string{type} + ": x");
    }
}

TEST_CASE("what cannot be completed is left alone, and the reason is told") {
    const auto fate = [](std::variant<At, After, NthSleep> when, std::string target) {
        const RecordedRun run =
            record(program, {act(std::move(when), Action::complete, std::move(target))});
        CHECK(run.count(Kind::intervention) == 0);
        CHECK(run.outcome.notes.size() == 1);
        CHECK(run.printed.back() == "over False False");
        return run.outcome.interventions.at(0);
    };
    CHECK(fate(At{500ms}, "Task-1") ==
          InterventionOutcome{Fate::impossible, Impossible::awaits_group, "Task-1"});
    CHECK(fate(At{1500ms}, "work(1)") ==
          InterventionOutcome{Fate::impossible, Impossible::task_finished, "Task-2"});
    CHECK(fate(At{500ms}, "nobody").why == Impossible::no_task);
    CHECK(fate(after(Kind::task_new, "Task-2"), "Task-2").why == Impossible::task_new);
    CHECK(fate(after(Kind::print, "Task-2"), "Task-2").why == Impossible::task_running);
    CHECK(fate(after(Kind::step_end, "Task-1"), "Task-3").why == Impossible::task_new);
    CHECK(fate(after(Kind::print, "Task-1"), "Task-1").why == Impossible::task_running);
}

TEST_CASE("in a circle of tasks there is nothing to complete, and the search for it ends") {
    const RecordedRun run =
        record(circle_beside_a_sleep, {act(At{500ms}, Action::complete, "Task-2")});
    CHECK(run.outcome.interventions.at(0) ==
          InterventionOutcome{Fate::impossible, Impossible::awaits_circle, "Task-2"});
}

TEST_CASE("a sleep that a scenario names holds the thread, and only that one") {
    const RecordedRun run = record(program, {act(NthSleep{1}, Action::block, "work(1)"),
                                             act(NthSleep{2}, Action::block, "work(2)")});
    CHECK(run.count(Kind::block_begin) == 1);
    CHECK(run.outcome.interventions ==
          std::vector<InterventionOutcome>{{Fate::done}, {Fate::never_reached}});
    CHECK(run.outcome.notes == std::vector<std::string>{"'work(2)' had no sleep number 2"});
}

TEST_CASE("what is switched off or comes too late does nothing") {
    Intervention off = interrupt_at(1s);
    off.off = true;
    const RecordedRun run = record(program, {off, interrupt_at(9s)});
    CHECK(run.outcome.interventions ==
          std::vector<InterventionOutcome>{{Fate::off}, {Fate::never_reached}});
    CHECK(run.count(Kind::intervention) == 0);
    CHECK(run.printed.back() == "over False False");
}

TEST_CASE("an interrupt that follows another thread's beat ends the main thread's wait") {
    const auto threads = [] {
        const Thread thread{[] {
            print("in the thread");
            time_sleep(1s);
        }};
        thread.start();
        thread.join();
    };
    const RecordedRun plain = record(threads);
    const trace::Event* print = plain.first(Kind::print);
    REQUIRE(print != nullptr);
    const auto seq = static_cast<std::size_t>(print - plain.recording.events.data());
    const RecordedRun run =
        record(threads, {act(after_event(plain.recording, seq), Action::interrupt)});
    CHECK(run.outcome.error == "KeyboardInterrupt");
    CHECK(run.first(Kind::interrupt)->thread == 1);
    CHECK(run.first(Kind::interrupt)->t_ns == 0);
}

TEST_CASE("on the steady clock a person acts on the running program from another thread") {
    SteadyClock clock;
    trace::Recorder recorder{clock};
    std::atomic<bool> waits = false;
    std::vector<std::string> printed;
    ProgramRun run{
        {.clock = clock, .recorder = &recorder, .output = [&](Stream, std::string_view line) {
             printed.emplace_back(line);
             waits = true;
         }}};
    std::thread person{[&] {
        while (!waits) {
            std::this_thread::yield();
        }
        run.intervene(act(At{}, Action::cancel, "work(60)"));
        run.intervene(act(At{}, Action::complete, "work(70)"));
    }};
    const RunOutcome outcome = run.execute([] {
        coroscope::run([]() -> Coro<void> {
            const Task<int> one = create_task(work(60));
            const Task<int> two = create_task(work(70));
            co_await sleep(20ms);
            print("waiting");
            const std::vector<Future<int>> both{one, two};
            co_await wait(both);
            print("over", one.cancelled(), two.cancelled());
        }());
    });
    person.join();
    CHECK(outcome.error.empty());
    CHECK(printed == std::vector<std::string>{"waiting", "worked 70", "over True False"});
    CHECK(outcome.interventions.size() == 2);
    CHECK(clock.time() < 30s);
}

TEST_CASE("on the steady clock a person's interrupt breaks a blocking call") {
    SteadyClock clock;
    std::atomic<bool> waits = false;
    ProgramRun run{{.clock = clock, .output = [&](Stream, std::string_view) { waits = true; }}};
    std::thread person{[&] {
        while (!waits) {
            std::this_thread::yield();
        }
        run.intervene(act(At{}, Action::interrupt));
    }};
    const RunOutcome outcome = run.execute([] {
        print("blocking");
        time_sleep(60s);
    });
    person.join();
    CHECK(outcome.error == "KeyboardInterrupt");
    CHECK(clock.time() < 30s);
}

TEST_CASE("on the steady clock no event has a number that could be followed") {
    SteadyClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock,
                    .recorder = &recorder,
                    .interventions = {act(After{.seq = 3, .kind = Kind::print, .id = "Task-1"},
                                          Action::interrupt)}}};
    const RunOutcome outcome = run.execute([] {});
    CHECK(outcome.interventions.at(0).why == Impossible::not_repeatable);
}

}  // namespace coroscope
