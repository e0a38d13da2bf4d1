#include "viz/model/awaited.hpp"

#include <algorithm>

#include "viz/model/names.hpp"

namespace coroscope::viz {

using trace::Event;
using trace::Kind;

namespace {

// How far back events are looked through: a long search would cost every frame.
constexpr std::size_t far = 2048;

std::string_view text_of(const trace::Recording& recording, const Event& event) {
    return known_string(recording, static_cast<StringId>(event.text));
}

// The events up to that one, the latest first, until the visitor answers false.
template <class Visit>
void look_back(const trace::Recording& recording, std::size_t seq, const Visit& visit) {
    std::size_t at = std::min(seq + 1, recording.events.size());
    const std::size_t end = at > far ? at - far : 0;
    while (at-- > end) {
        if (!visit(recording.events[at], at)) return;
    }
}

// The event with which the task's wait began, in the step that ended with `seq`; null: none.
const Event* wait_of(const trace::Recording& recording, TaskId task, std::size_t seq) {
    const Event* found = nullptr;
    look_back(recording, seq, [&](const Event& event, std::size_t) {
        if (event.task != task) return true;
        if (event.kind == Kind::waits) found = &event;
        return found == nullptr && event.kind != Kind::step_begin;
    });
    return found;
}

// On whom the task hung that callback, in its step up to `seq`, since it made a future of that
// kind: what it did before belongs to another call.
std::vector<Party> hung_on(const trace::Recording& recording, TaskId task, std::size_t seq,
                           std::string_view callback, std::string_view since) {
    std::vector<Party> parties;
    look_back(recording, seq, [&](const Event& event, std::size_t) {
        if (event.task != task) return true;
        if (event.kind == Kind::step_begin) return false;
        const std::string_view text = text_of(recording, event);
        if (event.kind == Kind::callback_add && text == callback) parties.push_back(event.other);
        return event.kind != Kind::future_new || text != since;
    });
    std::reverse(parties.begin(), parties.end());
    return parties;
}

// A gather hangs its callbacks and then makes its future, maybe in an earlier step or another task.
// Plain code has no step that would tell where its call began.
std::vector<Party> members_of(const trace::Recording& recording, Party gather, std::size_t seq) {
    std::vector<Party> members;
    look_back(recording, seq, [&](const Event& event, std::size_t at) {
        if (event.kind != Kind::future_new || event.other != gather) return true;
        if (event.task != 0 && at > 0 && text_of(recording, event) == "gather") {
            members = hung_on(recording, static_cast<TaskId>(event.task), at - 1, "_done_callback",
                              "gather");
        }
        return false;
    });
    return members;
}

}  // namespace

Party awaited_alone(const trace::Recording& recording, TaskId task, std::size_t seq) {
    const Event* wait = wait_of(recording, task, seq);
    if (wait == nullptr || text_of(recording, *wait) != "wait_for") return {};
    const auto parties = hung_on(recording, task, seq, "_release_waiter", "wait_for");
    return parties.empty() ? Party{} : parties.back();
}

std::vector<Party> awaited_together(const trace::Recording& recording, TaskId task,
                                    std::size_t seq) {
    const Event* wait = wait_of(recording, task, seq);
    const std::string_view what = wait != nullptr ? text_of(recording, *wait) : "";
    if (what == "gather") return members_of(recording, wait->other, seq);
    // An as_completed() takes from its queue what is finished.
    if (what == "wait" || what == "queue_item") {
        return hung_on(recording, task, seq, "_on_completion", "wait");
    }
    const Party alone = awaited_alone(recording, task, seq);
    if (!alone) return {};
    std::vector<Party> members = members_of(recording, alone, seq);
    return members.empty() ? std::vector{alone} : members;
}

bool has_ended(const trace::Recording& recording, const World& world, Party party) {
    if (party.kind() == trace::PartyKind::task) {
        if (party.number() >= world.tasks.size()) return false;
        const TaskState state = world.tasks[party.number()].state;
        return is_finished(state) && state != TaskState::destroyed;
    }
    bool ended = false;
    look_back(recording, world.seq, [&](const Event& event, std::size_t) {
        if (event.other != party) return true;
        ended = event.kind == Kind::future_done;
        return !ended && event.kind != Kind::future_new;
    });
    return ended;
}

}  // namespace coroscope::viz
