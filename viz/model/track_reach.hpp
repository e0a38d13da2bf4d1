// Which tracks an event of a kind can change, so that the others need not be looked at after it.
//
// Invariant: a kind that is said to leave a track alone changes nothing of what `TrackBuilder`
// shows of it; the fold (change_task.cpp, change_loop.cpp) says what a kind does.
#pragma once

#include <cstdint>

#include "viz/model/by_kind.hpp"

namespace coroscope::viz {

enum class Reach : std::uint8_t {
    none,
    task,   ///< the event's task
    tasks,  ///< also the one that runs in its thread
    all     ///< also its thread, its loop, and the loop that runs in its thread
};

constexpr Reach reach_of_kind(trace::Kind kind) {
    using trace::Kind;
    switch (kind) {
        case Kind::thread_start:
        case Kind::thread_end:
        case Kind::block_begin:
        case Kind::block_end:
        case Kind::loop_new:
        case Kind::loop_run_begin:
        case Kind::loop_run_end:
        case Kind::loop_stop:
        case Kind::loop_close:
        case Kind::iteration_begin:
        case Kind::select_begin:
        case Kind::select_end:
            return Reach::all;
        case Kind::step_begin:
        case Kind::step_end:
            return Reach::tasks;
        case Kind::task_new:
        case Kind::task_renamed:
        case Kind::waits:
        case Kind::woken:
        case Kind::cancel_asked:
        case Kind::uncancel:
        case Kind::task_done:
        case Kind::task_failed:
        case Kind::task_cancelled:
        case Kind::destroyed_pending:
            return Reach::task;
        case Kind::recording:
        case Kind::call_soon:
        case Kind::call_threadsafe:
        case Kind::timer_set:
        case Kind::timer_due:
        case Kind::timer_cancel:
        case Kind::handle_cancel:
        case Kind::handle_begin:
        case Kind::handle_end:
        case Kind::coro_new:
        case Kind::coro_enter:
        case Kind::coro_exit:
        case Kind::never_awaited:
        case Kind::future_new:
        case Kind::future_done:
        case Kind::callback_add:
        case Kind::callback_remove:
        case Kind::callback_run:
        case Kind::exception_unretrieved:
        case Kind::io_wait:
        case Kind::io_ready:
        case Kind::print:
        case Kind::line:
        case Kind::interrupt:
        case Kind::intervention:
            return Reach::none;
    }
    return Reach::all;
}

inline Reach reach_of(trace::Kind kind) {
    static constexpr auto reaches = by_kind(reach_of_kind);
    return reaches[static_cast<std::size_t>(kind)];
}

/// True for what begins or ends that a loop or a task runs in a thread: it concerns the one that
/// did before, too.
inline bool changes_what_runs(trace::Kind kind) {
    using trace::Kind;
    static constexpr auto changes = by_kind([](Kind each) {
        return each == Kind::step_begin || each == Kind::step_end || each == Kind::loop_run_begin ||
               each == Kind::loop_run_end || each == Kind::thread_end;
    });
    return changes[static_cast<std::size_t>(kind)];
}

}  // namespace coroscope::viz
