#include "viz/model/inspection.hpp"

#include <algorithm>

#include "viz/model/awaited.hpp"
#include "viz/model/names.hpp"

namespace coroscope::viz {

using trace::Kind;

namespace {

// How far back callbacks are looked for: a search of everything would cost every frame.
constexpr std::size_t far = 65536;

bool awaits(const trace::Recording& recording, const Task& waiter, Party party) {
    if (waiter.state != TaskState::waiting) return false;
    if (waiter.awaits == party) return true;
    if (waiter.awaits.kind() != trace::PartyKind::future) return false;
    const std::vector<Party> all = awaited_together(recording, waiter.id, waiter.since_seq);
    return std::find(all.begin(), all.end(), party) != all.end();
}

}  // namespace

Inspection inspect(const trace::Recording& recording, const World& world, TaskId task) {
    Inspection result;
    const Party party = Party::task(task);
    for (const Task& waiter : world.tasks) {
        if (waiter.id != 0 && awaits(recording, waiter, party)) {
            result.awaited_by.push_back(Party::task(waiter.id));
        }
    }
    const std::size_t end = std::min(recording.events.size(), world.seq + 1);
    for (std::size_t seq = end > far ? end - far : 0; seq < end; ++seq) {
        const trace::Event& event = recording.events[seq];
        if (event.other != party) {
            continue;
        }
        const std::string label{known_string(recording, static_cast<StringId>(event.text))};
        if (event.kind == Kind::callback_add) {
            result.callbacks.push_back(label);
        } else if (event.kind == Kind::callback_remove || event.kind == Kind::callback_run) {
            const auto gone = std::find(result.callbacks.begin(), result.callbacks.end(), label);
            if (gone != result.callbacks.end()) result.callbacks.erase(gone);
        }
    }
    return result;
}

}  // namespace coroscope::viz
