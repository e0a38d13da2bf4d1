// Which events close a beat: EVENTS.md says it, and this is the one place that repeats it.
#pragma once

#include "viz/model/by_kind.hpp"

namespace coroscope::viz {

enum class Closing : std::uint8_t {
    never,
    own,  ///< where it is the program's own and not the library's: it has a line
    always
};

constexpr Closing closing_of(trace::Kind kind) {
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
        case Kind::select_begin:
        case Kind::select_end:
        case Kind::handle_end:
        case Kind::never_awaited:
        case Kind::task_new:
        case Kind::step_begin:
        case Kind::step_end:
        case Kind::cancel_asked:
        case Kind::destroyed_pending:
        case Kind::callback_run:
        case Kind::exception_unretrieved:
        case Kind::print:
        case Kind::interrupt:
        case Kind::intervention:
            return Closing::always;
        case Kind::call_soon:
        case Kind::call_threadsafe:
        case Kind::handle_begin:
            return Closing::own;
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
            return Closing::never;
    }
    return Closing::never;
}

/// True for an event that closes a beat.
inline bool closes_beat(const trace::Event& event) {
    static constexpr auto closings = by_kind(closing_of);
    const Closing closing = closings[static_cast<std::size_t>(event.kind)];
    return closing >= (event.site != 0 ? Closing::own : Closing::always);
}

}  // namespace coroscope::viz
