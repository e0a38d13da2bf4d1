// The place that stands for "the line of the listing at which the interpreted program is": where a
// call's line has a meaning of its own, recordings take it from their writer's context.
//
// Thread rule: any.
#pragma once

#include <source_location>

namespace coroscope::sandbox {

/// What to pass as the Place of such a call. Writer::site knows this file.
inline std::source_location present_line() { return std::source_location::current(); }

}  // namespace coroscope::sandbox
