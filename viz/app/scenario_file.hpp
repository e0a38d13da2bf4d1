// Scenario files on disk: reading and writing, with errors as a person can use them.
#pragma once

#include <string>

#include "runtime/trace/scenario.hpp"

namespace coroscope {

/// The scenario in that file. Throws UsageError where it cannot be read, ScenarioError where it is
/// none.
Scenario read_scenario_file(const std::string& file);

/// Write it there. Throws UsageError where that cannot be.
void write_scenario_file(const std::string& file, const Scenario& scenario);

}  // namespace coroscope
