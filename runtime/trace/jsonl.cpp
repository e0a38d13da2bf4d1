#include "runtime/trace/jsonl.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

namespace coroscope::trace {

std::string json_line(const Recording& recording, std::size_t seq) {
    const Event& event = recording.events[seq];
    nlohmann::ordered_json line;
    line["seq"] = seq;
    line["t_ns"] = event.t_ns;
    line["thread"] = recording.thread_name(event.thread);
    line["kind"] = kind_name(event.kind);
    if (event.loop != 0) {
        line["loop"] = loop_name(event.loop);
    }
    if (event.task != 0) {
        line["task"] = recording.task_name(event.task);
    }
    if (event.other) {
        line["other"] = party_name(recording, event.other);
    }
    if (event.has_value()) {
        line["value"] = event.value;
    }
    // A print of an empty line has a text, and it is empty.
    if (event.text != 0 || event.kind == Kind::print) {
        line["text"] = recording.text(event);
    }
    if (event.site != 0) {
        line["file"] = recording.file(event);
        line["line"] = recording.line(event);
    }
    // What a program prints need not be UTF-8; the file has to be.
    return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void write_jsonl(const Recording& recording, std::ostream& out) {
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        out << json_line(recording, seq) << '\n';
    }
}

}  // namespace coroscope::trace
