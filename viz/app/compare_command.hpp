// `coroscope run LESSON --compare NAME=CHOICE`: two runs, and in text what differs.
#pragma once

#include <string>

#include "runtime/trace/scenario.hpp"

namespace coroscope {

/// Run the scenario as it is and with that variant; print what differs, and both timelines where
/// they are asked for. The exit code: 0, or 1 where one of the programs failed. Throws UsageError.
int compare_headless(const Scenario& scenario, const std::string& variant, bool timeline);

}  // namespace coroscope
