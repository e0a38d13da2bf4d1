#include "viz/model/awaited.hpp"

#include <algorithm>

#include "viz/model/names.hpp"

namespace coroscope::viz {

using trace::Event;
using trace::Kind;

namespace {

// How far back events are looked through: a long search would cost every frame.
constexpr std::size_t far = 2048;
// Only who waits for a lock has to be known for so long.
constexpr std::size_t far_for_locks = 1U << 14;
// A step ends the search itself; only one that makes tens of thousands of tasks is longer.
constexpr std::size_t far_in_step = 1U << 17;

std::string_view text_of(const trace::Recording& recording, const Event& event) {
    return known_string(recording, static_cast<StringId>(event.text));
}

// The `most` events up to that one, the latest first, until the visitor answers false. False where
// that is not all of them and the visitor has not answered so.
template <class Visit>
bool look_back(const trace::Recording& recording, std::size_t seq, std::size_t most,
               const Visit& visit) {
    std::size_t at = std::min(seq + 1, recording.events.size());
    const std::size_t end = at > most ? at - most : 0;
    while (at-- > end) {
        if (!visit(recording.events[at], at)) return true;
    }
    return end == 0;
}

// The event with which the task's wait began, in the step that ended with `seq`; null: none.
const Event* wait_of(const trace::Recording& recording, TaskId task, std::size_t seq) {
    const Event* found = nullptr;
    look_back(recording, seq, far, [&](const Event& event, std::size_t) {
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
    const auto visit = [&](const Event& event, std::size_t) {
        if (event.task != task) return true;
        if (event.kind == Kind::step_begin) return false;
        const std::string_view text = text_of(recording, event);
        if (event.kind == Kind::callback_add && text == callback) parties.push_back(event.other);
        return event.kind != Kind::future_new || text != since;
    };
    if (!look_back(recording, seq, far_in_step, visit)) return {};
    std::reverse(parties.begin(), parties.end());
    return parties;
}

// A gather hangs its callbacks and then makes its future, maybe in an earlier step or another task.
// Plain code has no step that would tell where its call began.
std::vector<Party> members_of(const trace::Recording& recording, Party gather, std::size_t seq) {
    std::vector<Party> members;
    look_back(recording, seq, far_in_step, [&](const Event& event, std::size_t at) {
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
    if (what == "wait") {
        return hung_on(recording, task, seq, "_on_completion", "wait");
    }
    const Party alone = awaited_alone(recording, task, seq);
    if (!alone) return {};
    std::vector<Party> members = members_of(recording, alone, seq);
    return members.empty() ? std::vector{alone} : members;
}

namespace {

// How that future ended; null where the last events do not tell that it has.
const Event* end_of(const trace::Recording& recording, const World& world, Party future) {
    const Event* end = nullptr;
    look_back(recording, world.seq, far, [&](const Event& event, std::size_t) {
        if (event.other != future) return true;
        if (event.kind == Kind::future_done) end = &event;
        return end == nullptr && event.kind != Kind::future_new;
    });
    return end;
}

}  // namespace

std::string_view awaited_word(const trace::Recording& recording, const Event& waits) {
    const std::string_view own = text_of(recording, waits);
    const auto seq = static_cast<std::size_t>(&waits - recording.events.data());
    if (own != "lock" || seq == 0) return own;
    std::string_view before = own;
    look_back(recording, seq - 1, far_for_locks, [&](const Event& event, std::size_t) {
        if (event.kind != Kind::waits || event.task != waits.task) return true;
        if (event.site != waits.site) return false;
        // Cancelled while it waits for its lock, a condition waits for that once more.
        before = text_of(recording, event);
        return before == own;
    });
    return before == "condition" ? "condition_lock" : before == "barrier" ? "barrier_lock" : own;
}

std::string_view awaited_word(const trace::Recording& recording, TaskId task, std::size_t seq) {
    const Event* wait = wait_of(recording, task, seq);
    return wait != nullptr ? awaited_word(recording, *wait) : std::string_view{};
}

std::string_view call_that_watches(const trace::Recording& recording, Party party,
                                   std::size_t seq) {
    constexpr std::string_view callback = "_on_completion";
    std::string_view call;
    const Event* added = nullptr;
    // A wait() makes its future, sets its timer and hangs its callbacks, in one go.
    look_back(recording, seq, far_in_step, [&](const Event& event, std::size_t) {
        const std::string_view text = text_of(recording, event);
        if (added == nullptr) {
            if (event.kind == Kind::callback_add && event.other == party && text == callback) {
                added = &event;
            }
            return true;
        }
        // What is done already is called at once.
        const bool hangs = event.kind == Kind::callback_add || event.kind == Kind::call_soon;
        if (event.thread != added->thread || event.kind == Kind::timer_set ||
            (hangs && text == callback)) {
            return true;
        }
        call = event.kind == Kind::future_new && text == "wait" ? "wait" : "as_completed";
        return false;
    });
    return call;
}

bool has_ended(const trace::Recording& recording, const World& world, Party party) {
    if (party.kind() == trace::PartyKind::task) {
        if (party.number() >= world.tasks.size()) return false;
        const TaskState state = world.tasks[party.number()].state;
        return is_finished(state) && state != TaskState::destroyed;
    }
    return end_of(recording, world, party) != nullptr;
}

bool was_cancelled(const trace::Recording& recording, const World& world, Party party) {
    if (party.kind() == trace::PartyKind::task) {
        return party.number() < world.tasks.size() &&
               world.tasks[party.number()].state == TaskState::cancelled;
    }
    const Event* end = end_of(recording, world, party);
    return end != nullptr && text_of(recording, *end) == "cancelled";
}

}  // namespace coroscope::viz
