// A program on our runtime that makes recordings as long as one wants: 2,000 tasks on three loops,
// each loop on a thread of its own.
#pragma once

#include <cstddef>

#include "runtime/trace/recording.hpp"

namespace coroscope::bench {

/// A recording of about so many events, always the same one.
trace::Recording big_recording(std::size_t events);

}  // namespace coroscope::bench
