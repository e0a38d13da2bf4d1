// What the person makes of a scenario, step by step, so that every step can be taken back: the
// scenario is a value, and so is its history.
//
// Invariant: interventions stand in the order in which they happen, as scenario files want it:
// what follows event SEQ in a run is counted in the recording that the lines above it make.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "runtime/trace/scenario.hpp"
#include "viz/model/beats.hpp"

namespace coroscope::viz {

using When = decltype(Intervention::when);

/// The scenario as it is, as it was before each edit, and as it was before each that was undone.
struct Edits {
    Scenario now;
    std::vector<Scenario> before;  ///< the last is what undo brings back
    std::vector<Scenario> after;   ///< the last is what redo brings back
    friend bool operator==(const Edits&, const Edits&) = default;
};

/// The scenario becomes that one. Nothing happens where it is that one already.
Edits edited(Edits edits, Scenario scenario);
/// Takes the last edit back; as it is where there is none.
Edits undone(Edits edits);
/// Makes the last undone edit again; as it is where there is none.
Edits redone(Edits edits);

/// The moment at a cursor: right after its beat or, where it stands inside a wait, that time.
When moment_at(const trace::Recording& recording, const Beats& beats, double position);

/// Where that moment is in the recording; nothing where it is not there.
std::optional<double> position_of(const When& when, const trace::Recording& recording,
                                  const Beats& beats);

/// The event with which an intervention acted in that recording, or nothing.
std::optional<std::size_t> acted_at(const trace::Recording& recording, std::size_t intervention);

/// How many events two scenarios that differ in interventions alone must have in common: all that
/// come before the first moment at which one of them does what the other does not. Each recording
/// is that of its scenario.
std::size_t promised_prefix(const Scenario& before, const trace::Recording& was,
                            const Scenario& after, const trace::Recording& is);

// Scenarios with one thing changed; an index that is none changes nothing. The recording is that of
// the scenario before.

Scenario with(Scenario scenario, Intervention added, const trace::Recording& recording);
Scenario without(Scenario scenario, std::size_t index);
Scenario switched(Scenario scenario, std::size_t index, bool on);
/// Does it at another moment: `recording` is that of the scenario with it switched off.
Scenario moved(Scenario scenario, std::size_t index, const When& when,
               const trace::Recording& recording);
/// Chooses for one variant of the lesson.
Scenario with_choice(Scenario scenario, std::string_view variant, std::string_view choice);
/// Without anything that a person does.
Scenario untouched(Scenario scenario);

}  // namespace coroscope::viz
