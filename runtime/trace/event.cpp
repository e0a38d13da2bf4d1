#include "runtime/trace/event.hpp"

namespace coroscope::trace {
namespace {

constexpr std::array<std::string_view, kind_count> kind_names{
    "recording",
    "thread_start",
    "thread_end",
    "block_begin",
    "block_end",
    "loop_new",
    "loop_run_begin",
    "loop_run_end",
    "loop_stop",
    "loop_close",
    "iteration_begin",
    "select_begin",
    "select_end",
    "call_soon",
    "call_threadsafe",
    "timer_set",
    "timer_due",
    "timer_cancel",
    "handle_cancel",
    "handle_begin",
    "handle_end",
    "coro_new",
    "coro_enter",
    "coro_exit",
    "never_awaited",
    "task_new",
    "task_renamed",
    "step_begin",
    "waits",
    "step_end",
    "woken",
    "cancel_asked",
    "uncancel",
    "task_done",
    "task_failed",
    "task_cancelled",
    "destroyed_pending",
    "future_new",
    "future_done",
    "callback_add",
    "callback_remove",
    "callback_run",
    "exception_unretrieved",
    "io_wait",
    "io_ready",
    "print",
    "line",
    "interrupt",
    "intervention",
};
static_assert(!kind_names.back().empty());

}  // namespace

std::string_view kind_name(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::optional<Kind> kind_of(std::string_view name) {
    for (std::size_t i = 0; i < kind_count; ++i) {
        if (kind_names[i] == name) {
            return static_cast<Kind>(i);
        }
    }
    return std::nullopt;
}

}  // namespace coroscope::trace
