// What stands in the console: what the program has printed, and what Python complains of on stderr.
// The whole list is made once, and a cursor shows the beginning of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/trace/recording.hpp"

namespace coroscope::viz {

enum class ConsoleLineKind : std::uint8_t { out, error, interrupt, complaint };

struct ConsoleLine {
    ConsoleLineKind kind = ConsoleLineKind::out;
    std::size_t seq = 0;  ///< to seek there
    std::int64_t t_ns = 0;
    trace::TaskId task = 0;  ///< who printed; 0: plain code
    trace::ThreadId thread = 0;
    friend bool operator==(const ConsoleLine&, const ConsoleLine&) = default;
};

/// Finds them, event by event.
class ConsoleReader {
public:
    /// The line of that event, if it has one. Call it for each, in order.
    std::optional<ConsoleLine> read(const trace::Recording& recording, std::size_t seq);

private:
    // Of which coroutine it was said at which line: Python says the same once.
    std::set<std::pair<std::string, trace::SiteId>> warned_;
};

/// All lines of a recording, by rising seq.
std::vector<ConsoleLine> console_lines(const trace::Recording& recording);

/// What it says; may hold several lines. A complaint is what CPython writes, without its traceback.
std::string console_text(const trace::Recording& recording, const ConsoleLine& line);

/// How many of them have been printed by event number `seq`.
std::size_t printed_until(const std::vector<ConsoleLine>& lines, std::size_t seq);

}  // namespace coroscope::viz
