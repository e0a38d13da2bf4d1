// Where two runs of one program part: what an edit of the scenario may change and what it must not.
//
// Invariant: numbers of strings, source places and interventions may differ from run to run; what
// they name counts.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"

namespace coroscope::viz {

/// How many events two recordings have in common from their beginning. The first one, which names
/// the lesson and its variants, is taken as common.
std::size_t common_prefix(const trace::Recording& a, const trace::Recording& b);

/// Where a cursor goes when the recording under it is replaced by one that shares its first
/// `common` events: the beat where that is shared, else the same time.
double kept_position(const Beats& before, const Beats& after, std::size_t common, double position);

}  // namespace coroscope::viz
