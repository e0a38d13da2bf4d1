// The file of a recording, in whichever of its two forms: binary (FILE.coro) or JSON lines
// (FILE.jsonl). Written by the name's ending, read by what is in it.
#pragma once

#include <string>

#include "runtime/trace/reading.hpp"
#include "runtime/trace/recording.hpp"

namespace coroscope::trace {

/// True where the name ends in .coro or .jsonl.
bool is_recording_name(const std::string& file);

/// Writes the recording in the form that the file's name asks for. Check the stream afterwards.
void write_recording(const Recording& recording, const std::string& file, std::ostream& out);

/// Reads the file into an empty recording. Throws NoRecording: one line that begins with the file.
ReadingResult read_recording(const std::string& file, Recording& recording,
                             const ReadingHooks& hooks = {});

}  // namespace coroscope::trace
