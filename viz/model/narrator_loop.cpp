// What threads, loops and their plain callbacks do, in words.

#include <limits>

#include "viz/model/circle.hpp"
#include "viz/model/deadlock.hpp"
#include "viz/model/narrator.hpp"

namespace coroscope::viz {

using trace::Kind;

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
            const std::string call{text_of(event)};
            return say(Say::unblocks, {actor(), call == "sleep" ? "time.sleep()" : call + "()"});
        }
    }
    return say(Say::unblocks, {actor(), "…"});
}

std::string Narrator::loop_run_begin() const {
    if (text() == "run_forever") {
        return say(Say::loop_runs_forever, {thread_label()});
    }
    return say(Say::loop_runs_until, {thread_label(), text(), label(event_.other)});
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
    return text().empty() ? say(Say::loop_run_ends, {call})
                          : say(Say::loop_run_fails, {text(), call});
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
                   : how == "wakeup" ? Say::select_wakeup
                                     : Say::select_interrupted;
    return say(id, {time()});
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

// asyncio's own callbacks are told by what they do.
std::string Narrator::handle_end() const {
    const trace::Event* begun = handle_begun();
    const std::string name{begun != nullptr ? text_of(*begun) : text()};
    if (begun != nullptr && begun->site == 0) {
        Wakes woken = wakes();
        std::erase_if(woken, [this](const trace::Event* wake) { return cause_of(*wake); });
        if (woken.empty()) {
            return say(Say::library_callback, {name});
        }
        const std::string whom = names_of(woken);
        const Say id = name == "_done_callback"                 ? Say::gather_complete
                       : name == "_on_completion"               ? Say::wait_complete
                       : name == "_set_result_unless_cancelled" ? Say::timer_over
                                                                : Say::callback_wakes;
        return id == Say::callback_wakes ? say(id, {name, whom}) : say(id, {whom});
    }
    return text().empty() ? say(Say::handle_returns, {name})
                          : say(Say::handle_raises, {name, text()});
}

std::string Narrator::callback_run() const {
    const std::string subject = label(event_.other);
    if (text() == "_done_callback") {
        return say(Say::gather_counts, {subject});
    }
    if (text() == "_on_completion") {
        return say(Say::wait_counts, {subject});
    }
    if (text() == "_run_until_complete_cb") {
        return say(Say::until_complete, {});
    }
    return say(Say::callback_runs, {text(), subject});
}

}  // namespace coroscope::viz
