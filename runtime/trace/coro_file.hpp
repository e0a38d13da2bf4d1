// Recordings as compact binary files, FILE.coro: some bytes an event. EVENTS.md has the form.
//
// Invariant: what is read back equals what was written, tables and all. A file that was changed or
// cut is noticed, and read up to there.
#pragma once

#include <iosfwd>

#include "runtime/trace/reading.hpp"
#include "runtime/trace/recording.hpp"

namespace coroscope::trace {

/// Writes the recording. Check the stream afterwards: a full disk shows there.
void write_coro(const Recording& recording, std::ostream& out);

/// Reads a file of that many bytes into an empty recording. Throws NoRecording.
ReadingResult read_coro(std::istream& in, std::uint64_t file_size, Recording& recording,
                        const ReadingHooks& hooks = {});

}  // namespace coroscope::trace
