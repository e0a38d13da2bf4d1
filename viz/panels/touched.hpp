// What the panels know of the person's hands: the scenario that runs, what became of its
// interventions, and the future that there would have been.
//
// Invariant: references to what the app owns; valid for one frame.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "runtime/trace/scenario.hpp"
#include "viz/model/comparison.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

/// The film of the run before the last edit.
struct Ghost {
    std::shared_ptr<const Film> film;
    std::size_t common = 0;           ///< events with which both films begin
    std::vector<std::size_t> tracks;  ///< by track of the present film: the ghost's, or `none`
};

struct Touched {
    const Scenario* scenario = nullptr;  ///< null: nothing can be done to this recording
    std::span<const InterventionOutcome> outcomes{};  ///< by intervention; may be fewer
    const Ghost* ghost = nullptr;                     ///< null: there is none
    const Scenario* former = nullptr;                 ///< before the last edit, or null
    const Film* rival = nullptr;                      ///< what is compared with; null: none (yet)
    std::span<const Difference> differences{};        ///< between this run and the rival's
    bool can_undo = false;
    bool can_redo = false;
};

}  // namespace coroscope::viz
