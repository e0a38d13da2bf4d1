// How an event is found again in another run's recording: by its kind and by who it is about.
#include <algorithm>
#include <array>

#include "runtime/trace/scenario.hpp"

namespace coroscope {
namespace {

using trace::Event;
using trace::Recording;

bool is_called(const Recording& recording, const Event& event, std::string_view id) {
    return coroscope::is_called(
        event, recording.thread_name(event.thread),
        event.task != 0 ? recording.task_name(event.task) : std::string_view{}, id);
}

std::string id_of_event(const Recording& recording, const Event& event) {
    if (event.task != 0) {
        return std::string(recording.task_name(event.task));
    }
    const bool numbered = event.other.kind() == trace::PartyKind::future ||
                          event.other.kind() == trace::PartyKind::handle ||
                          event.other.kind() == trace::PartyKind::conn;
    if (numbered) {
        return trace::party_name(recording, event.other);
    }
    return event.loop != 0 ? trace::loop_name(event.loop)
                           : std::string(recording.thread_name(event.thread));
}

std::uint32_t count_until(const Recording& recording, std::size_t seq, trace::Kind kind,
                          std::string_view id) {
    return static_cast<std::uint32_t>(std::count_if(
        recording.events.begin(), recording.events.begin() + static_cast<std::ptrdiff_t>(seq) + 1,
        [&](const Event& event) { return event.kind == kind && is_called(recording, event, id); }));
}

}  // namespace

After after_event(const Recording& recording, std::size_t seq) {
    const Event& event = recording.events[seq];
    After after{.seq = seq, .kind = event.kind, .id = id_of_event(recording, event)};
    after.nth = count_until(recording, seq, after.kind, after.id);
    return after;
}

std::optional<std::size_t> find_event(const Recording& recording, const After& after) {
    std::uint32_t seen = 0;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        const Event& event = recording.events[seq];
        if (event.kind == after.kind && is_called(recording, event, after.id) &&
            (after.nth == 0 ? seq == after.seq : ++seen == after.nth)) {
            return seq;
        }
    }
    return std::nullopt;
}

// Everything that may stand as ID: the task, the loop, the thread, the other party with or without
// its type. A task as the other party goes by its number: its name is the event's task.
bool is_called(const Event& event, std::string_view thread, std::string_view task,
               std::string_view id) {
    if (id == thread || (!task.empty() && id == task) ||
        (event.loop != 0 && id == trace::loop_name(event.loop))) {
        return true;
    }
    const std::string_view number = id.substr(id.find(':') + 1);
    switch (event.other.kind()) {
        case trace::PartyKind::future:
        case trace::PartyKind::handle:
        case trace::PartyKind::conn: {
            constexpr std::array<std::string_view, 7> types{"",       "task", "future", "handle",
                                                            "thread", "conn", "person"};
            const std::string_view type = types[static_cast<std::size_t>(event.other.kind())];
            const bool typed = number.size() < id.size();
            return number == std::to_string(event.other.number()) &&
                   (!typed || id.substr(0, id.size() - number.size() - 1) == type);
        }
        case trace::PartyKind::none:
        case trace::PartyKind::task:
        case trace::PartyKind::thread:
        case trace::PartyKind::person:
            return false;
    }
    return false;
}

}  // namespace coroscope
