// What can be done to a task at a moment, why it cannot, and how both are said: the menu, the
// marks on the timeline and the list of interventions read this.
//
// Pure: no drawing.
#pragma once

#include <string>

#include "runtime/trace/scenario.hpp"
#include "viz/model/edit.hpp"
#include "viz/model/intent.hpp"
#include "viz/model/world.hpp"
#include "viz/panels/film.hpp"
#include "viz/panels/scene.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

/// Why something cannot be done; `no` where it can.
struct Refusal {
    Impossible why = Impossible::no;
    std::string who;  ///< the task that the reason is about
    explicit operator bool() const { return why != Impossible::no; }
};

/// Whether that can be done in that world of the film.
Refusal refused(const Film& film, const World& world, const Touch& wish);
/// Whether it can be done at the cursor or, while the program runs in real time, now.
Refusal refused(const Scene& scene, const Touch& wish);

/// What is done, as a line of the scenario.
Intervention intervention_of(const Film& film, const World& world, double position,
                             const Touch& wish);

/// The sleep of a task that would block: the one in which it is, else its next; counted from 1.
std::uint32_t sleep_to_block(const Film& film, const World& world, TaskId task);

/// Why not, in a sentence.
std::string reason_text(const Refusal& refusal, Language language);

/// `^C`, `cancel()`, `raise ValueError`: what an intervention does, without its target.
std::string deed_text(const Intervention& intervention);
/// The same with its target: `cancel work(2)`.
std::string deed_and_target(const Intervention& intervention);
/// `at 1.5 s`, `after beat 23`, `its sleep no. 2`.
std::string when_text(const When& when, const Film& film, Language language);
/// What became of it, or empty where it was done.
std::string fate_text(const InterventionOutcome& outcome, Language language);

}  // namespace coroscope::viz
