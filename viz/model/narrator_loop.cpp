// What threads, loops and their plain callbacks do, in words.

#include <algorithm>
#include <limits>

#include "viz/model/awaited.hpp"
#include "viz/model/circle.hpp"
#include "viz/model/deadlock.hpp"
#include "viz/model/narrator.hpp"

namespace coroscope::viz {

using trace::Kind;

namespace {

// How far back it is looked for who has woken a loop.
constexpr std::size_t far = 65536;

// asyncio's own callbacks; all others without a line are the library's or built in, as `set` of an
// event, and whoever has registered them may be the program.
bool is_asyncios(std::string_view name) {
    return name.starts_with('_') || name == "callback" || name == "connection_made";
}

}  // namespace

// The loop that this thread has run last, or 0.
LoopId Narrator::last_run_here() const {
    for (std::size_t at = world_.seq; at-- > 0;) {
        const trace::Event& event = recording_.events[at];
        if (event.thread == event_.thread && event.kind == Kind::loop_run_end) {
            return static_cast<LoopId>(event.loop);
        }
    }
    return 0;
}

std::string Narrator::thread_end() const {
    if (text().starts_with("os._exit(")) {
        return say(Say::process_exits, {actor(), text()});
    }
    if (text().starts_with("signal ")) {
        return say(Say::process_killed, {text()});
    }
    if (!text().empty()) {
        return say(Say::thread_fails, {thread_label(), text()}) +
               round_in_circle(text(), last_run_here());
    }
    return event_.thread == 1 ? say(Say::program_ends, {})
                              : say(Say::thread_ends, {thread_label()});
}

std::string Narrator::block_begin() const {
    const Thread* blocked = thread();
    if (text() == "join" && event_.other) {
        return say(Say::waits_in_join, {actor(), label(event_.other)});
    }
    if (text() == "result") {
        return say(Say::waits_in_result, {actor()});
    }
    const std::string call =
        blocked != nullptr ? blocking_call(recording_, *blocked) : std::string{text()};
    const bool timed = event_.has_value();
    const std::string until = timed ? time(event_.value) : std::string{};
    if (blocked != nullptr && blocked->running_loop != 0) {
        return timed ? say(Say::blocks_loop, {actor(), call, loop_label(), until})
                     : say(Say::blocks_loop_open, {actor(), call, loop_label()});
    }
    return timed ? say(Say::blocks_thread, {actor(), call, until})
                 : say(Say::blocks_open, {actor(), call});
}

std::string Narrator::block_end() const {
    if (text() == "timeout") {
        return say(Say::unblock_timeout, {actor()});
    }
    if (text() == "interrupted") {
        return say(Say::unblock_interrupted, {actor()});
    }
    if (text() == "deadlock") {
        return say(Say::unblock_given_up, {actor()});
    }
    // What it was in, the world has forgotten; the recording has not.
    for (std::size_t at = world_.seq; at-- > 0;) {
        const trace::Event& event = recording_.events[at];
        if (event.thread == event_.thread && event.kind == Kind::block_begin) {
            return say(Say::unblocks, {actor(), blocking_call(text_of(event))});
        }
    }
    return say(Say::unblocks, {actor(), "…"});
}

std::string Narrator::loop_run_begin() const {
    if (text() == "run_forever") {
        return say(Say::loop_runs_forever, {thread_label()});
    }
    // asyncio.run() was called before: it has made the loop and the task.
    return text() == "run"
               ? say(Say::loop_runs_in_run, {thread_label(), label(event_.other)})
               : say(Say::loop_runs_until, {thread_label(), text(), label(event_.other)});
}

std::string Narrator::loop_run_end() const {
    std::string call = "run";
    for (std::size_t at = world_.seq; at-- > 0;) {
        const trace::Event& event = recording_.events[at];
        if (event.thread == event_.thread && event.kind == Kind::loop_run_begin) {
            call = text_of(event);
            break;
        }
    }
    if (is_deadlock(text())) {
        const auto circle = circle_behind(recording_, world_, world_.seq, text());
        if (!circle.empty()) {
            return say(Say::loop_run_in_circle, {words_of(circle), text(), call});
        }
        return say(Say::loop_run_given_up, {text(), call});
    }
    if (!text().empty()) {
        return say(Say::loop_run_fails, {text(), call});
    }
    // asyncio.run() does not return yet.
    return call == "run" ? say(Say::loop_of_run_ends, {}) : say(Say::loop_run_ends, {call});
}

std::string Narrator::loop_stop() const {
    const auto id = static_cast<LoopId>(event_.loop);
    const bool runs =
        id < world_.loops.size() && world_.loops[id].activity != LoopActivity::not_running;
    return say(runs ? Say::stop_called : Say::stop_before_run, {});
}

std::string Narrator::loop_close() const {
    if (event_.has_value() && event_.value > 0) {
        return say(Say::loop_closes_dropping, {std::to_string(event_.value)});
    }
    return say(Say::loop_closes, {});
}

std::string Narrator::select_begin() const {
    if (event_.has_value() && event_.value >= 0) {
        // A file may say anything: what is past all time is as good as its end.
        std::int64_t until = 0;
        if (__builtin_add_overflow(event_.t_ns, event_.value, &until)) {
            until = std::numeric_limits<std::int64_t>::max();
        }
        return say(Say::select_until, {time(until)});
    }
    const std::string who = words_of(circle_in(world_, static_cast<LoopId>(event_.loop)));
    const std::string why =
        who.empty() ? who : std::string{gap()} + say(Say::nobody_wakes_circle, {who});
    return say(Say::select_open, {}) + why;
}

std::string Narrator::select_end() const {
    const std::string_view how = text();
    const Say id = how == "timeout"  ? Say::select_timeout
                   : how == "io"     ? Say::select_io
                   : how == "wakeup" ? why_woken()
                                     : Say::select_interrupted;
    return say(id, {time()});
}

// A loop is woken by what another thread hands over to it, and also by a signal or a person.
Say Narrator::why_woken() const {
    // What came before this iteration and the one before has been heard by their selects.
    int iterations = 0;
    const std::size_t end = world_.seq > far ? world_.seq - far : 0;
    for (std::size_t at = world_.seq; at-- > end && iterations < 2;) {
        const trace::Event& event = recording_.events[at];
        if (event.loop != event_.loop) {
            continue;
        }
        if (event.kind == Kind::call_threadsafe && event.thread != event_.thread) {
            return Say::select_wakeup;
        }
        if (event.kind == Kind::select_end && text_of(event) == "wakeup") {
            break;
        }
        iterations += event.kind == Kind::iteration_begin ? 1 : 0;
    }
    return Say::select_woken;
}

// The event with which the callback of this beat began.
const trace::Event* Narrator::handle_begun() const {
    for (std::size_t at = world_.seq; at-- > 0;) {
        const trace::Event& event = recording_.events[at];
        if (event.kind == Kind::handle_begin && event.other == event_.other) {
            return &event;
        }
    }
    return nullptr;
}

std::string_view Narrator::handle_name() const {
    const trace::Event* begun = handle_begun();
    return begun != nullptr ? text_of(*begun) : "";
}

// asyncio's own callbacks are told by what they do.
std::string Narrator::handle_end() const {
    const trace::Event* begun = handle_begun();
    const std::string name{handle_name()};
    if (!text().empty()) {
        return say(Say::handle_raises, {name, text()});
    }
    if (begun != nullptr && begun->site == 0 && is_asyncios(name)) {
        Wakes woken = wakes();
        std::erase_if(woken, [this](const trace::Event* wake) { return cause_of(*wake); });
        if (woken.empty()) {
            return say(Say::library_callback, {name});
        }
        const std::string whom = names_of(woken);
        if (name == "_done_callback") {
            return gather_ends(whom);
        }
        const Say id = name == "_on_completion"                 ? Say::wait_complete
                       : name == "_set_result_unless_cancelled" ? Say::timer_over
                                                                : Say::callback_wakes;
        return id == Say::callback_wakes ? say(id, {name, whom}) : say(id, {whom});
    }
    return say(Say::handle_returns, {name});
}

// With everything, or with the first exception or cancel of one of them.
std::string Narrator::gather_ends(std::string_view whom) const {
    for (const trace::Event* event : events_of_beat()) {
        if (event->kind == Kind::future_done && text_of(*event) != "result") {
            const std::string_view how = text_of(*event);
            return say(Say::gather_gives_up, {how == "cancelled" ? "CancelledError" : how, whom});
        }
    }
    return say(Say::gather_complete, {whom});
}

std::string Narrator::callback_run() const {
    const std::string subject = label(event_.other);
    if (text() == "_done_callback") {
        return say(Say::gather_counts, {subject});
    }
    if (text() == "_on_completion") {
        if (const std::string_view call = call_that_watches(recording_, event_.other, world_.seq);
            !call.empty()) {
            return say(call == "wait" ? Say::wait_counts : Say::as_completed_counts, {subject});
        }
    }
    if (text() == "_run_until_complete_cb") {
        return say(Say::until_complete, {});
    }
    const bool cancelled = was_cancelled(recording_, world_, event_.other);
    return say(cancelled ? Say::callback_runs_cancelled : Say::callback_runs, {text(), subject});
}

}  // namespace coroscope::viz
