#include "viz/model/console.hpp"

#include <algorithm>

namespace coroscope::viz {

ConsoleLine console_line(const trace::Recording& recording, std::size_t seq) {
    const trace::Event& event = recording.events[seq];
    const bool interrupt = event.kind == trace::Kind::interrupt;
    ConsoleLine line;
    line.kind = interrupt          ? ConsoleLineKind::interrupt
                : event.value == 2 ? ConsoleLineKind::error
                                   : ConsoleLineKind::out;
    line.seq = seq;
    line.t_ns = event.t_ns;
    line.task = event.task < recording.task_names.size() ? event.task : 0;
    line.thread = event.thread < recording.thread_names.size() ? event.thread : 0;
    line.text = !interrupt && event.text < recording.strings.size() ? event.text : 0;
    return line;
}

LongList<ConsoleLine> console_lines(const trace::Recording& recording) {
    LongList<ConsoleLine> lines;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        if (is_console_line(recording.events[seq].kind)) {
            lines.push_back(console_line(recording, seq));
        }
    }
    return lines;
}

std::size_t printed_until(const LongList<ConsoleLine>& lines, std::size_t seq) {
    const auto found = std::partition_point(
        lines.begin(), lines.end(), [&](const ConsoleLine& line) { return line.seq <= seq; });
    return static_cast<std::size_t>(found - lines.begin());
}

}  // namespace coroscope::viz
