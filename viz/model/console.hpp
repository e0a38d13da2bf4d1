// What the program has printed, as the console shows it: the whole list is made once, and a cursor
// shows the beginning of it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/trace/recording.hpp"
#include "viz/model/long_list.hpp"

namespace coroscope::viz {

enum class ConsoleLineKind : std::uint8_t { out, error, interrupt };

struct ConsoleLine {
    ConsoleLineKind kind = ConsoleLineKind::out;
    std::size_t seq = 0;  ///< to seek there
    std::int64_t t_ns = 0;
    trace::TaskId task = 0;  ///< who printed; 0: plain code
    trace::ThreadId thread = 0;
    trace::StringId text = 0;  ///< may hold several lines; 0 for an interrupt
    friend bool operator==(const ConsoleLine&, const ConsoleLine&) = default;
};

/// True for what the console shows a line of.
inline bool is_console_line(trace::Kind kind) {
    return kind == trace::Kind::print || kind == trace::Kind::interrupt;
}

/// The line of that event, which is one.
ConsoleLine console_line(const trace::Recording& recording, std::size_t seq);

/// All lines of a recording, by rising seq.
LongList<ConsoleLine> console_lines(const trace::Recording& recording);

/// How many of them have been printed by event number `seq`.
std::size_t printed_until(const LongList<ConsoleLine>& lines, std::size_t seq);

}  // namespace coroscope::viz
