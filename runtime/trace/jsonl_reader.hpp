// Reads recordings as JSON lines back: those of `coroscope run --trace` and of the recorder for
// CPython.
//
// Invariant: kinds and fields that are not known are skipped. What is written from what was read is
// the same lines; numbers of tasks, strings … are given by first appearance.
#pragma once

#include <iosfwd>

#include "runtime/trace/reading.hpp"
#include "runtime/trace/recording.hpp"

namespace coroscope::trace {

/// Reads a file of that many bytes into an empty recording. Throws NoRecording where not even its
/// first line is one of a recording.
ReadingResult read_jsonl(std::istream& in, std::uint64_t file_size, Recording& recording,
                         const ReadingHooks& hooks = {});

}  // namespace coroscope::trace
