#include "viz/model/narrator.hpp"

#include <algorithm>

#include "viz/model/awaited.hpp"
#include "viz/model/circle.hpp"
#include "viz/model/printed.hpp"
#include "viz/model/screen_text.hpp"
#include "viz/model/wait_words.hpp"

namespace coroscope::viz {

using trace::Kind;
using trace::PartyKind;

namespace {

// How far back a task's last wait is looked for.
constexpr std::size_t far = 4096;

// What a person sees of printed text in a sentence: its first line.
std::string first_line(std::string_view written) {
    const std::string text = screen_text(written);
    const std::size_t end = text.find('\n');
    return std::string{text.substr(0, end)} + (end == std::string_view::npos ? "" : " …");
}

// Has the timer of an asyncio.wait() woken the task whose step begins there? What that waits for
// does not tell: some of it may be done by then.
bool woken_by_limit(const trace::Recording& recording, std::size_t step) {
    const trace::Event& begins = recording.events[step];
    const std::size_t end = step > far ? step - far : 0;
    bool woken = false;
    for (std::size_t at = step; at-- > end;) {
        const trace::Event& event = recording.events[at];
        woken = woken || (event.kind == Kind::woken && event.task == begins.task);
        if (woken && event.kind == Kind::handle_begin && event.thread == begins.thread) {
            return known_string(recording, static_cast<StringId>(event.text)) == "_release_waiter";
        }
    }
    return false;
}

}  // namespace

const Task* Narrator::task() const {
    const auto id = static_cast<TaskId>(event_.task);
    return id != 0 && id < world_.tasks.size() ? &world_.tasks[id] : nullptr;
}

const Thread* Narrator::thread() const {
    return event_.thread < world_.threads.size() ? &world_.threads[event_.thread] : nullptr;
}

std::string Narrator::thread_label() const {
    return label(Party::thread(static_cast<trace::ThreadId>(event_.thread)));
}

std::string Narrator::loop_label() const {
    const Thread* runs = thread();
    const auto id = static_cast<LoopId>(event_.loop);
    return trace::loop_name(id != 0 || runs == nullptr ? id : runs->running_loop);
}

std::string Narrator::time(std::int64_t t_ns) const {
    return seconds_text(static_cast<double>(t_ns));
}

// Whose code it is that does this: a task, a callback of the loop, or the thread's plain code.
std::string Narrator::actor() const {
    if (event_.task != 0) {
        return label(Party::task(static_cast<TaskId>(event_.task)));
    }
    if (const Thread* runs = thread(); runs != nullptr && runs->running_loop != 0) {
        const Loop& loop = world_.loops[runs->running_loop];
        if (loop.current.kind() == PartyKind::handle && loop.current_label != 0) {
            return std::string{known_string(recording_, loop.current_label)};
        }
    }
    return thread_label();
}

std::string Narrator::sentence() const {
    return on_the_way() + let_go_on_the_way() + closing_event();
}

std::string Narrator::closing_event() const {
    switch (static_cast<Kind>(event_.kind)) {
        case Kind::thread_start:
            return say(Say::thread_starts, {label(event_.other), thread_label()});
        case Kind::thread_end:
            return thread_end();
        case Kind::block_begin:
            return block_begin();
        case Kind::block_end:
            return block_end();
        case Kind::loop_new:
            return say(Say::loop_made, {actor()});
        case Kind::loop_run_begin:
            return loop_run_begin();
        case Kind::loop_run_end:
            return loop_run_end();
        case Kind::loop_stop:
            return loop_stop();
        case Kind::loop_close:
            return loop_close();
        case Kind::select_begin:
            return select_begin();
        case Kind::select_end:
            return select_end();
        case Kind::call_soon:
            return say(Say::queues_callback, {actor(), text()});
        case Kind::call_threadsafe:
            return say(Say::hands_over,
                       {actor(), text(), trace::loop_name(static_cast<LoopId>(event_.loop))});
        case Kind::handle_begin:
            return say(Say::calls_handle, {text()});
        case Kind::handle_end:
            return handle_end();
        case Kind::never_awaited:
            return say(Say::never_awaited, {text()});
        case Kind::task_new: {
            const bool by_task = event_.other.kind() == PartyKind::task;
            const std::string creator = by_task ? label(event_.other) : thread_label();
            return say(Say::creates_task, {creator, text()});
        }
        case Kind::step_begin:
            return step_begin();
        case Kind::step_end:
            return step_end();
        case Kind::cancel_asked:
            return cancel_asked();
        case Kind::callback_run:
            return callback_run();
        case Kind::print: {
            return say(is_to_stderr(event_) ? Say::prints_error : Say::prints,
                       {actor(), first_line(text())});
        }
        case Kind::interrupt:
            return say(Say::interrupt_arrives, {thread_label()});
        case Kind::intervention:
            return intervention();
        case Kind::destroyed_pending:
            return say(Say::destroyed_pending, {actor()});
        case Kind::exception_unretrieved:
            return say(Say::unretrieved, {label(event_.other), text()});
        case Kind::recording:
        case Kind::iteration_begin:
        case Kind::timer_set:
        case Kind::timer_due:
        case Kind::timer_cancel:
        case Kind::handle_cancel:
        case Kind::coro_new:
        case Kind::coro_enter:
        case Kind::coro_exit:
        case Kind::task_renamed:
        case Kind::waits:
        case Kind::woken:
        case Kind::uncancel:
        case Kind::task_done:
        case Kind::task_failed:
        case Kind::task_cancelled:
        case Kind::future_new:
        case Kind::future_done:
        case Kind::callback_add:
        case Kind::callback_remove:
        case Kind::io_wait:
        case Kind::io_ready:
        case Kind::line:
            break;  // never the end of a beat, but for the recording's last one
    }
    constexpr ThreadId main_thread = 1;
    if (main_thread < world_.threads.size() && world_.threads[main_thread].ended) {
        return say(Say::rest_goes, {});
    }
    return std::string{trace::kind_name(static_cast<Kind>(event_.kind))};
}

std::string Narrator::step_begin() const {
    const Task* runs = task();
    const std::string who = actor();
    if (!text().empty()) {
        const bool first = runs != nullptr && runs->steps == 1;
        // Of a task that is to close a generator, which has begun long ago.
        if (first && (who == "async_generator_athrow()" || who == "async_generator_asend()")) {
            return say(Say::thrown_into_generator, {who, text()});
        }
        return say(first ? Say::thrown_first : Say::thrown_into, {who, text()});
    }
    if (runs != nullptr && runs->steps == 1) {
        return say(Say::first_step, {who});
    }
    const std::size_t end = world_.seq > far ? world_.seq - far : 0;
    for (std::size_t at = world_.seq; at-- > end;) {
        const trace::Event& event = recording_.events[at];
        if (event.task != event_.task) {
            continue;
        }
        if (event.kind == Kind::step_begin) {
            break;
        }
        if (event.kind == Kind::waits) {
            if (text_of(event) == "sleep") {
                return say(Say::goes_on_slept, {who});
            }
            return goes_on_after(event, at);
        }
    }
    return say(Say::goes_on, {who});
}

// After the wait that began with that event.
std::string Narrator::goes_on_after(const trace::Event& waits, std::size_t seq) const {
    if (waits.other.kind() == PartyKind::task) {
        return say(Say::goes_on_after, {actor(), label(waits.other)});
    }
    const auto id = static_cast<TaskId>(event_.task);
    const std::vector<Party> parties = awaited_together(recording_, id, seq);
    if (parties.empty()) {
        return say(Say::goes_on_waited,
                   {actor(), wait_noun(language_, awaited_word(recording_, waits))});
    }
    const auto ended = [this](Party party) { return has_ended(recording_, world_, party); };
    // A wait_for ends in time where that one has ended, whatever its gather still waits for.
    const Party alone = awaited_alone(recording_, id, seq);
    const bool done = alone ? ended(alone) : std::any_of(parties.begin(), parties.end(), ended);
    const bool too_late =
        waits.has_value() &&
        (text_of(waits) == "wait" ? woken_by_limit(recording_, world_.seq) : !done);
    const std::string count = count_of(language_, parties);
    if (done && waits_for_cancelled(text_of(waits), waits.has_value())) {
        const std::string who =
            parties.size() > 1 ? say(Say::what_together, {count}) : label(parties.front());
        return say(Say::goes_on_after_cancelled, {actor(), who});
    }
    if (parties.size() > 1) {
        return too_late ? say(Say::goes_on_too_late_for_all, {actor(), count})
                        : say(Say::goes_on_waited, {actor(), say(Say::what_together, {count})});
    }
    const Say phrase = too_late ? Say::goes_on_too_late
                       : was_cancelled(recording_, world_, parties.front())
                           ? Say::goes_on_after_cancel
                       : done ? Say::goes_on_after
                              : Say::goes_on_waited;
    return say(phrase, {actor(), label(parties.front())});
}

std::string Narrator::waits(const Task& task) const {
    const std::string who = actor();
    if (sleeps(recording_, task)) {
        return is_never(task.deadline) ? say(Say::awaits_endless_sleep, {who})
                                       : say(Say::awaits_sleep, {who, time(task.deadline)});
    }
    if (const auto closed = circle_of(world_, task.id); !closed.empty()) {
        return say(Say::awaits_in_circle,
                   {who, circle_text(recording_, world_, closed, language_)});
    }
    const std::string what = wait_words(recording_, world_, task, language_);
    if (task.awaits.kind() == PartyKind::task) {
        return say(Say::awaits_task, {who, what});
    }
    const std::vector<Party> parties = awaited_together(recording_, task.id, task.since_seq);
    if (parties.size() > 1 && !has_time_limit(recording_, task) &&
        !waits_for_cancelled(known_string(recording_, task.waits_for), false)) {
        return say(Say::awaits_all, {who, count_of(language_, parties)});
    }
    return say(parties.empty() ? Say::waits_for_what : Say::awaits_task, {who, what});
}

// Who awaits each other, in words; empty where nobody does.
std::string Narrator::words_of(const std::vector<TaskId>& circle) const {
    return circle_text(recording_, world_, circle, language_);
}

// What an error comes from, where that is a cancel() that went round among that loop's tasks; else
// nothing.
std::string Narrator::round_in_circle(std::string_view error, LoopId loop) const {
    if (!is_of_cancelled_circle(error)) {
        return {};
    }
    const std::string who = words_of(circle_in(world_, loop));
    return who.empty() ? who : std::string{gap()} + say(Say::cancel_in_circle, {who});
}

std::string Narrator::step_end() const {
    const Task* runs = task();
    std::string who = actor();
    if (runs == nullptr) {
        return who;
    }
    const std::string outcome{known_string(recording_, runs->outcome)};
    switch (runs->state) {
        case TaskState::done:
            return say(Say::task_returns, {who, outcome.empty() ? "None" : outcome}) +
                   woken_by_end();
        case TaskState::failed:
            return say(Say::task_fails, {who, outcome}) +
                   round_in_circle(outcome, static_cast<LoopId>(event_.loop)) + woken_by_end();
        case TaskState::cancelled:
            return say(Say::task_is_cancelled, {who}) + woken_by_end();
        case TaskState::waiting:
            return waits(*runs);
        case TaskState::ready:
        case TaskState::running:
        case TaskState::destroyed:
            break;
    }
    return say(text() == "refused" ? Say::is_refused : Say::yields, {who});
}

std::string Narrator::asker() const {
    switch (event_.other.kind()) {
        case PartyKind::task:
        case PartyKind::thread:
            return label(event_.other);
        case PartyKind::person:
            return language_ == Language::chinese ? "你" : "Your request";
        case PartyKind::none:
        case PartyKind::future:
        case PartyKind::handle:
        case PartyKind::conn:
            break;
    }
    const Thread* runs = thread();
    if (runs != nullptr && runs->running_loop != 0) {
        const Loop& loop = world_.loops[runs->running_loop];
        if (loop.current.kind() == PartyKind::task) {
            return label(loop.current);
        }
        if (loop.current_label != 0) {
            return std::string{known_string(recording_, loop.current_label)};
        }
    }
    return thread_label();
}

std::string Narrator::cancel_asked() const {
    const std::string who = asker();
    const std::string whom = actor();
    if (event_.value != 1) {
        return say(Say::cancel_false, {who, whom});
    }
    const Task* asked = task();
    if (asked != nullptr && asked->state == TaskState::waiting) {
        return say(Say::cancel_passed, {who, whom});
    }
    const Wakes woken = wakes();
    const bool now = std::any_of(woken.begin(), woken.end(), [this](const trace::Event* wake) {
        return wake->task == event_.task && !cause_of(*wake);
    });
    return say(now ? Say::cancel_woken : Say::cancel_later, {who, whom});
}

std::string Narrator::intervention() const {
    if (text() == "cancel") {
        return say(Say::you_cancel, {label(event_.other)});
    }
    if (text() == "interrupt") {
        return say(Say::you_interrupt, {});
    }
    if (text() == "complete") {
        return say(Say::you_complete, {label(event_.other)});
    }
    if (text() == "raise") {
        return say(Say::you_raise, {label(event_.other)});
    }
    if (text() == "block") {
        return say(Say::you_block, {label(event_.other)});
    }
    return say(Say::you_do, {text()});
}

}  // namespace coroscope::viz
