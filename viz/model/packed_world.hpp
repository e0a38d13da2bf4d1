// A world in as little space as it needs, to be kept as a keyframe: about 20 bytes for a task
// instead of 110.
//
// Invariant: `unpack` gives back what `packed` was given, any world folded from the recording.
#pragma once

#include "runtime/trace/recording.hpp"
#include "runtime/trace/varint.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// The world in bytes.
trace::Bytes packed(const World& world);

/// The world that these bytes were made of, into `world`, whose space is used again; `recording` is
/// the one that it was folded from.
void unpack(const trace::Bytes& bytes, const trace::Recording& recording, World& world);

}  // namespace coroscope::viz
