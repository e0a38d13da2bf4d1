// The pure fold that turns events into a world. It is the only place that knows what an event does
// to the state of the program.
//
// Invariant: `apply` reads the world and the recording's tables and nothing else. Nonsense in a
// recording (unknown numbers, a missing begin or end, a cut) makes a poorer world, never a crash.
#pragma once

#include <cstddef>

#include "runtime/trace/recording.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// Folds event number `seq` into the world. Numbers beyond the recording are ignored.
void apply(World& world, const trace::Recording& recording, std::size_t seq);

/// Until when the select that this event begins waits at most, or `no_time`.
std::int64_t select_deadline(const trace::Event& event);

/// The world after event number `seq` (the last one, where the recording is shorter).
World fold(const trace::Recording& recording, std::size_t seq);

}  // namespace coroscope::viz
