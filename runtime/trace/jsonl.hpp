// Recordings as JSON lines: one object an event, fields as EVENTS.md names them, absent ones left
// out.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "runtime/trace/recording.hpp"

namespace coroscope::trace {

/// The line of that event, without the newline.
std::string json_line(const Recording& recording, std::size_t seq);

/// All lines. Check the stream afterwards: a full disk shows there.
void write_jsonl(const Recording& recording, std::ostream& out);

}  // namespace coroscope::trace
