// What a person asks for: which program runs, in which variant, and what is done to it meanwhile.
// Plain values and their text form, the scenario file of EVENTS.md; nothing here runs anything.
//
// Thread rule: values, pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "runtime/trace/recording.hpp"

namespace coroscope {

/// `at T`: where the thread would wait past that time.
struct At {
    std::chrono::nanoseconds time{0};
    friend bool operator==(const At&, const At&) = default;
};

/// `after SEQ KIND#N ID`: right after the beat that this event closes. Kind, id and n, the event's
/// fingerprint, say whether it is still the event that was meant.
struct After {
    std::uint64_t seq = 0;
    trace::Kind kind = trace::Kind::recording;
    std::string id;
    /// The how manieth of that kind and id it is, from 1 (`step_end#2`): that one is meant,
    /// whatever its number, as CPython's recordings, or what is done earlier, count otherwise.
    /// 0: not said; then it is the event of that number or none.
    std::uint32_t nth = 0;
    friend bool operator==(const After&, const After&) = default;
};

/// `block TASK N`: the task's n-th sleep, counted from 1.
struct NthSleep {
    std::uint32_t n = 1;
    friend bool operator==(const NthSleep&, const NthSleep&) = default;
};

/// One thing that the person does to the program: one line of the scenario.
struct Intervention {
    enum class Action : std::uint8_t { interrupt, cancel, complete, raise, block };

    std::variant<At, After, NthSleep> when;  ///< NthSleep goes with `block`, and only with it
    Action action = Action::interrupt;
    std::string target;  ///< a task by its name or label, `Task-3` or `work(2)`; not of interrupt
    std::string exception;  ///< of raise: `ValueError: boom`, or the type alone
    bool off = false;       ///< kept and listed, but not done
    friend bool operator==(const Intervention&, const Intervention&) = default;
};

/// `at T: interrupt`.
Intervention interrupt_at(std::chrono::nanoseconds time);
/// `at T: cancel TASK`.
Intervention cancel_at(std::string task, std::chrono::nanoseconds time);

enum class ClockKind : std::uint8_t { virtual_clock, steady_clock };

/// All that a run depends on.
struct Scenario {
    int lesson = 0;
    std::vector<std::pair<std::string, std::string>> variants;  ///< chosen; the others are defaults
    std::string program;  ///< one put together in the sandbox, as JSON; empty: the lesson's own
    std::vector<Intervention> interventions;
    ClockKind clock = ClockKind::virtual_clock;
    friend bool operator==(const Scenario&, const Scenario&) = default;
};

/// What became of an intervention in a run.
enum class Fate : std::uint8_t {
    never_reached,  ///< the run ended before its moment
    done,
    lost,        ///< the event that it follows was not found where it says
    impossible,  ///< its moment came, but it could not be done then; `Impossible` says why
    off,
};

/// Why something cannot be done to a task at a moment.
enum class Impossible : std::uint8_t {
    no,               ///< it can
    no_task,          ///< there is no such task, or not yet
    task_gone,        ///< it was there and is no more
    task_finished,    ///< nothing is left to complete or raise
    task_running,     ///< it runs, so it waits for nothing
    task_new,         ///< its first step is still to come
    task_ready,       ///< it is in the queue: what it waited for has come
    awaits_group,     ///< a gather, wait or task group: that ends with its parts
    awaits_one,       ///< a wait_for or shield: that ends with the one inside
    awaits_circle,    ///< tasks that wait for each other: there is no end
    awaits_others,    ///< another thread or a connection will complete it
    awaits_value,     ///< the future it awaits carries a value, and None is none
    no_more_sleeps,   ///< its sleep of that number has begun already
    loop_closed,      ///< its loop is closed and can queue nothing
    main_thread_end,  ///< the main thread has ended: nothing can be raised there
    thread_end,       ///< the thread of the event that it follows had ended
    not_repeatable,   ///< `after`: on the steady clock no event has a number of its own
};

/// How one intervention fared. `who` is the task that the reason is about, by name: the target, or
/// the one at the end of the chain of tasks that it awaits.
struct InterventionOutcome {
    Fate fate = Fate::never_reached;
    Impossible why = Impossible::no;
    std::string who;
    friend bool operator==(const InterventionOutcome&, const InterventionOutcome&) = default;
};

/// A scenario file cannot be read; one line: `FILE:LINE: what, what to do`.
class ScenarioError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The scenario that the text says; `name` is its file's, for errors. Throws ScenarioError.
Scenario parse_scenario(std::string_view text, std::string_view name);

/// The text of a scenario: reading it gives the same scenario again.
std::string write_scenario(const Scenario& scenario);
/// One intervention as its line, without a newline: `at 1.5: cancel work(2)`.
std::string write_intervention(const Intervention& intervention);

/// The action's name in files and recordings, as `cancel`.
std::string_view action_name(Intervention::Action action);

/// The fingerprint of that event of the recording, as `after` wants it.
After after_event(const trace::Recording& recording, std::size_t seq);
/// The number of the event that is meant, or nothing where it is not there.
std::optional<std::size_t> find_event(const trace::Recording& recording, const After& after);
/// Is `id` a name of that event? `thread` and `task` are what these are called.
bool is_called(const trace::Event& event, std::string_view thread, std::string_view task,
               std::string_view id);

/// The types that `raise` knows, in the order in which a person is offered them.
const std::vector<std::string_view>& raisable_types();

/// A time in seconds, as files have it: the shortest text that reads back, `1.5`.
std::string write_seconds(std::chrono::nanoseconds time);
/// The time that the text says, in seconds. Throws std::invalid_argument (what: why it is none).
std::chrono::nanoseconds read_seconds(std::string_view text);

}  // namespace coroscope
