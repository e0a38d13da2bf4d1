#include "viz/panels/stage_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "viz/model/awaited.hpp"
#include "viz/model/wait_words.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {
namespace {

using trace::PartyKind;

std::string string_of(const Moment& moment, StringId id) {
    return id < moment.recording.strings.size() ? moment.recording.strings[id] : std::string{};
}

/// Whether the next step of the task begins with an exception. The world alone cannot tell a
/// request that is still to be delivered from one that the task has swallowed.
bool next_step_throws(const Moment& moment, const Task& task) {
    if (task.must_cancel || task.woken_by_cancel) return true;
    if (task.cancel_requests == 0) return false;
    constexpr std::size_t far = 4096;
    const auto& events = moment.recording.events;
    const std::size_t end = std::min(events.size(), moment.world.seq + far);
    for (std::size_t seq = moment.world.seq + 1; seq < end; ++seq)
        if (events[seq].task == task.id && events[seq].kind == trace::Kind::step_begin)
            return events[seq].text != 0;
    return false;
}

float share_left(double from_ns, double until_ns, double now_ns) {
    if (until_ns <= from_ns) return 0;
    return static_cast<float>(std::clamp((until_ns - now_ns) / (until_ns - from_ns), 0.0, 1.0));
}

const Thread* thread_of_loop(const Moment& moment, LoopId loop) {
    for (const Thread& thread : moment.world.threads)
        if (thread.id != 0 && thread.running_loop == loop) return &thread;
    return nullptr;
}

/// How long something that could run since `since_ns` has been held up by a blocking call.
std::string held_up(const Moment& moment, LoopId loop, double since_ns) {
    const Thread* thread = thread_of_loop(moment, loop);
    if (thread == nullptr || thread->blocked_in == 0) return {};
    const double from = std::max(since_ns, static_cast<double>(thread->blocked_since));
    if (moment.time_ns < from) return {};
    return tr(moment.language, Str::held_up_for, {seconds_text(moment.time_ns - from, 1)});
}

/// Says on a token that it is held up; in the narrowest, by nothing but a mark.
void say_held_up(TokenFace& face, const std::string& held) {
    face.detail = face.brief = held;
    // "held up 1.2 s" in its last two words: how long.
    const std::size_t number = held.find_first_of("0123456789");
    face.shortest = number != std::string::npos ? held.substr(number) : held;
}

void ready_words(TokenFace& face, const Moment& moment, const Task& task) {
    const Language language = moment.language;
    face.brief = tr(language, task.steps == 0 ? Str::new_task : Str::ready);
    face.detail = string_of(moment, task.name) + " · " + face.brief;
    if (next_step_throws(moment, task)) {
        face.brief = "CancelledError";
        face.detail = tr(language, Str::throws_what, {face.brief});
    }
    const std::string held = held_up(moment, task.loop, static_cast<double>(task.since_ns));
    if (!held.empty()) say_held_up(face, held);
}

void running_words(TokenFace& face, const Moment& moment, const Task& task) {
    const Thread* thread = thread_of_loop(moment, task.loop);
    face.brief = face.detail = tr(moment.language, Str::doc_running);
    if (task.thrown_in != 0) face.detail = string_of(moment, task.thrown_in);
    if (thread != nullptr && thread->blocked_in != 0 && thread->current_task == task.id) {
        face.look = Look::blocked;
        face.brief = face.detail = tr(moment.language, Str::does_not_yield);
    }
}

/// `for 3 tasks · 1 done`
void together_words(TokenFace& face, const Moment& moment, const Task& task) {
    const std::vector<Party> parties = awaited_together(moment.recording, task.id, task.since_seq);
    if (parties.empty()) return;
    constexpr std::size_t most_futures = 32;
    // Whom it has asked to cancel, and that it waits for its end, is said already.
    if (waits_for_cancelled(string_of(moment, task.waits_for), task.deadline != no_time)) return;
    const auto done = std::count_if(parties.begin(), parties.end(), [&](Party party) {
        // To find a future's end takes a search: of many that would cost every frame.
        return (party.kind() == PartyKind::task || parties.size() <= most_futures) &&
               has_ended(moment.recording, moment.world, party);
    });
    const std::string what = parties.size() == 1 ? party_label(moment, parties.front())
                                                 : count_of(moment.language, parties);
    face.brief = tr(moment.language, Str::waits_for_what, {what});
    face.detail = face.brief;
    if (done > 0)
        face.detail += " · " + tr(moment.language, Str::tasks_done, {std::to_string(done)});
}

void waiting_words(TokenFace& face, const Moment& moment, const Task& task) {
    const std::string what = string_of(moment, task.waits_for);
    const std::string awaited =
        awaited_words(moment.recording, moment.world, task, moment.language);
    face.detail = tr(moment.language, Str::waits_for_what, {awaited});
    const bool named = task.awaits.kind() == PartyKind::task;
    face.brief = named ? what : awaited;
    if (!named) {
        face.shortest = what == "as_completed" ? "completed" : what.substr(0, what.find('_'));
        together_words(face, moment, task);
    }
    if (what == "sleep" && is_never(task.deadline)) {
        face.detail = tr(moment.language, Str::never_wakes, {what});
        face.brief = face.shortest = "∞";
    } else if (task.deadline != no_time && !is_never(task.deadline)) {
        const auto deadline = static_cast<double>(task.deadline);
        const std::string until = seconds_text(deadline);
        if (what == "sleep") {
            face.detail = tr(moment.language, Str::wakes_at_time, {what, until});
            face.brief = tr(moment.language, Str::wakes_at) + (" " + until);
        } else {
            face.detail += " · " + tr(moment.language, Str::until_time, {until});
        }
        face.shortest = until;
        face.left = share_left(static_cast<double>(task.since_ns), deadline, moment.time_ns);
        const std::string held = held_up(moment, task.loop, deadline);
        if (!held.empty() && moment.time_ns > deadline) face.detail = face.brief = held;
    }
    if (task.must_cancel || task.cancel_requests > 0) face.cancel_asked = true;
}

void outcome_words(TokenFace& face, const Moment& moment, const Task& task) {
    const std::string outcome = string_of(moment, task.outcome);
    switch (task.state) {
        case TaskState::done:
            face.detail = "→ " + (outcome.empty() ? "None" : outcome);
            break;
        case TaskState::failed:
            face.detail = outcome;
            break;
        case TaskState::cancelled:
            face.detail = outcome.empty() ? "CancelledError" : outcome;
            break;
        case TaskState::destroyed:
            face.detail = tr(moment.language, Str::destroyed_pending);
            break;
        case TaskState::ready:
        case TaskState::running:
        case TaskState::waiting:
            break;
    }
    face.brief = face.detail;
    if (task.state == TaskState::cancelled) face.brief = outcome;
    if (task.state == TaskState::destroyed) face.brief = tr(moment.language, Str::destroyed);
}

TokenFace task_face(const Moment& moment, const Task& task) {
    TokenFace face;
    face.look = look_of(task.state);
    face.label = without_class(party_label(moment, Party::task(task.id)));
    switch (task.state) {
        case TaskState::ready:
            ready_words(face, moment, task);
            break;
        case TaskState::running:
            running_words(face, moment, task);
            break;
        case TaskState::waiting:
            waiting_words(face, moment, task);
            break;
        case TaskState::done:
        case TaskState::failed:
        case TaskState::cancelled:
        case TaskState::destroyed:
            outcome_words(face, moment, task);
            break;
    }
    return face;
}

TokenFace handle_face(const Moment& moment, Party party) {
    TokenFace face;
    face.detail = face.brief = tr(moment.language, Str::callback);
    for (const Loop& loop : moment.world.loops) {
        if (const Handle* handle = loop.handles.find(party.number())) {
            face.label = string_of(moment, handle->label);
            face.look = Look::ready;
            const std::string held = held_up(moment, loop.id, 0);
            if (!held.empty()) say_held_up(face, held);
        }
        if (const Handle* timer = loop.timers.find(party.number())) {
            face.label = string_of(moment, timer->label);
            face.look = Look::waiting;
            const auto deadline = static_cast<double>(timer->deadline);
            face.brief = seconds_text(deadline);
            const char* callback = tr(moment.language, Str::callback);
            face.detail = is_never(timer->deadline)
                              ? tr(moment.language, Str::never_wakes, {callback})
                              : tr(moment.language, Str::wakes_at_time, {callback, face.brief});
        }
        if (loop.current == party) {
            face.label = string_of(moment, loop.current_label);
            face.look = Look::running;
            const Thread* thread = thread_of_loop(moment, loop.id);
            if (thread != nullptr && thread->blocked_in != 0) {
                face.look = Look::blocked;
                face.detail = face.brief = tr(moment.language, Str::does_not_yield);
            }
        }
    }
    return face;
}

TokenFace thread_face(const Moment& moment, const Thread& thread) {
    TokenFace face;
    face.look = thread.blocked_in != 0 ? Look::blocked : Look::running;
    // `Thread-1`: its lane says the rest of the name.
    face.label = party_label(moment, Party::thread(thread.id));
    face.label = face.label.substr(0, face.label.find(" ("));
    face.brief = face.detail = tr(moment.language, Str::main_thread_code);
    if (thread.exception != 0) {
        face.brief = string_of(moment, thread.exception);
        face.detail = "except " + face.brief;
    }
    if (thread.blocked_in != 0) face.detail = face.brief = blocking_call(moment.recording, thread);
    return face;
}

/// `run_until_complete(main())`
std::string run_text(const Moment& moment, const Loop& loop) {
    const std::string until = loop.until ? party_label(moment, loop.until) : std::string{};
    return string_of(moment, loop.run_call) + "(" + std::string{without_class(until)} + ")";
}

LaneStatus blocked_status(const Moment& moment, const Thread& thread) {
    LaneStatus status;
    status.blocked = true;
    status.look = Look::blocked;
    status.text =
        tr(moment.language, Str::blocked_in_call, {blocking_call(moment.recording, thread)});
    if (thread.blocked_until != no_time) {
        const auto until = static_cast<double>(thread.blocked_until);
        status.left = share_left(static_cast<double>(thread.blocked_since), until, moment.time_ns);
        const double left = std::max(0.0, until - moment.time_ns);
        status.text += " · " + tr(moment.language, Str::left_seconds, {seconds_text(left, 1)});
    }
    return status;
}

LaneStatus selecting_status(const Moment& moment, const Loop& loop) {
    LaneStatus status;
    status.look = Look::waiting;
    status.text = "select()";
    if (loop.select_until == no_time) return status;
    // The wait began when the last of the loop's tasks came to rest.
    double since = 0;
    for (const Task& task : moment.world.tasks)
        if (task.loop == loop.id) since = std::max(since, static_cast<double>(task.since_ns));
    const auto until = static_cast<double>(loop.select_until);
    status.left = share_left(since, until, moment.time_ns);
    const double left = std::max(0.0, until - moment.time_ns);
    status.text += " · " + tr(moment.language, Str::until_time, {seconds_text(until)}) + " · " +
                   tr(moment.language, Str::left_seconds, {seconds_text(left, 1)});
    return status;
}

}  // namespace

std::string party_label(const Moment& moment, Party party) {
    return party_label(moment.recording, moment.world, party);
}

TokenFace token_face(const Moment& moment, Party party) {
    const World& world = moment.world;
    switch (party.kind()) {
        case PartyKind::task:
            if (party.number() < world.tasks.size())
                return task_face(moment, world.tasks[party.number()]);
            break;
        case PartyKind::handle:
            return handle_face(moment, party);
        case PartyKind::thread:
            if (party.number() < world.threads.size())
                return thread_face(moment, world.threads[party.number()]);
            break;
        case PartyKind::none:
        case PartyKind::future:
        case PartyKind::conn:
        case PartyKind::person:
            break;
    }
    return {};
}

LaneStatus lane_status(const Moment& moment, ThreadId id, LoopId loop_id) {
    const Language language = moment.language;
    LaneStatus status;
    if (id >= moment.world.threads.size())
        return {Look::destroyed, true, tr(language, Str::thread_not_started), -1, false};
    const Thread& thread = moment.world.threads[id];
    if (thread.blocked_in != 0) return blocked_status(moment, thread);
    if (thread.running_loop != 0 && thread.running_loop < moment.world.loops.size()) {
        const Loop& loop = moment.world.loops[thread.running_loop];
        if (loop.activity == LoopActivity::selecting) return selecting_status(moment, loop);
        status.text = loop.stopping ? tr(language, Str::stopping)
                                    : tr(language, Str::in_call, {run_text(moment, loop)});
        return status;
    }
    if (thread.ended || !thread.started)
        return {Look::destroyed, true,
                tr(language, thread.ended ? Str::thread_ended : Str::thread_not_started), -1,
                false};
    status.text = tr(language, loop_id == 0 ? Str::free_thread : Str::main_thread_code);
    return status;
}

}  // namespace coroscope::viz
