// The scenarios that a lesson's text speaks of: `variant sleep=blocking; at 1.5: interrupt`.
//
// Thread rule: pure functions.
#pragma once

#include <string_view>

#include "runtime/trace/scenario.hpp"

namespace coroscope::viz {

/// The present scenario with what the lines say (`;` between them): named variants are chosen;
/// where there are interventions among them, they take the place of all others. Throws
/// ScenarioError.
Scenario with_lines(Scenario present, std::string_view lines);

/// The scenario in which a part's moment can be seen: that of `with`, and with the variants of the
/// first alternative of `at` that the present choices fit or, where none does, of the first of all.
Scenario scenario_for(const Scenario& present, std::string_view at, std::string_view with);

}  // namespace coroscope::viz
