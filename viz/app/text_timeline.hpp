// The timeline in plain text, for `coroscope run LESSON --timeline`.
#pragma once

#include <string>

#include "runtime/trace/recording.hpp"

namespace coroscope::viz {

/// One row a task, its states as characters, a ruler with the instants, its end in words; UTF-8,
/// at most `columns` wide, each line ended. Every beat has a width, and each wait one that grows
/// with its duration.
std::string text_timeline(const trace::Recording& recording, int columns = 100);

}  // namespace coroscope::viz
