// Events as a binary recording has them: column by column, each number as its difference from the
// one that is likely, so that most are one byte and most of these are alike.
#pragma once

#include "runtime/trace/coro_tables.hpp"
#include "runtime/trace/recording.hpp"
#include "runtime/trace/varint.hpp"

namespace coroscope::trace {

/// At most so many events a chunk: few enough to stay in the cache while their columns are put
/// together.
inline constexpr std::size_t most_events_per_chunk = 32768;

/// The events `first` … `last` (not included) as the content of a chunk.
Bytes pack_events(const Recording& recording, std::size_t first, std::size_t last);

/// Adds the events of a chunk. Those of kinds that are not known are left out. Throws Damaged where
/// one refers to something that no table has.
void unpack_events(const Bytes& content, const CoroContext& context, Recording& recording);

}  // namespace coroscope::trace
