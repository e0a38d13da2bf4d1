// Can a person do that to a task at this moment, and if not, why? And what became of what was done.
//
// Invariant: for a moment right after a beat it says what the runtime would find there
// (runtime/innermost.hpp), as far as a recording tells: that an awaited future carries a value it
// does not.
#pragma once

#include <string>
#include <string_view>

#include "runtime/trace/scenario.hpp"
#include "viz/model/view.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

struct Possible {
    Impossible why = Impossible::no;  ///< why not
    TaskId who = 0;                   ///< the task that the reason is about
    explicit operator bool() const { return why == Impossible::no; }
    friend bool operator==(const Possible&, const Possible&) = default;
};

/// Of an interrupt the task does not matter.
Possible is_possible(const trace::Recording& recording, const World& world,
                     Intervention::Action action, TaskId task);

/// The reason in one sentence, about the task of that name; empty where it is possible.
std::string why_impossible(Impossible why, std::string_view who, Language language);

/// What became of an intervention, in one sentence.
std::string fate_sentence(const Intervention& intervention, const InterventionOutcome& outcome,
                          Language language);

/// How many sleeps the task has begun by event `seq`: the number of its latest one, as `block TASK
/// N` counts them. Sleeps of 0 s that only yield are counted too.
std::uint32_t sleeps_begun(const trace::Recording& recording, TaskId task, std::size_t seq);

}  // namespace coroscope::viz
