// What the first line of a recording says of the run: `lesson=5 sleep=async clock=virtual
// language=cpp`.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "runtime/trace/recording.hpp"

namespace coroscope::viz {

/// All of it, in order: names and values. Nothing where there is no such line.
std::vector<std::pair<std::string_view, std::string_view>> about(const trace::Recording& recording);

/// The value of that name, or nothing.
std::string_view about(const trace::Recording& recording, std::string_view name);

}  // namespace coroscope::viz
