// Scenario files, and other texts of a person's, on disk.
#pragma once

#include <string>
#include <string_view>

#include "runtime/trace/scenario.hpp"

namespace coroscope::viz {

/// The scenario that a file says. Throws with one line that says what, where, and what to do.
Scenario read_scenario_file(const std::string& path);

/// Writes the file at once or not at all; why that cannot be done, or empty.
std::string write_text_file(const std::string& path, std::string_view text);

}  // namespace coroscope::viz
