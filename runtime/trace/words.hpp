// The strings that the runtime itself writes into events. They have the same number in every
// recording, so emitting one costs no look-up.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "runtime/trace/ids.hpp"

namespace coroscope::trace {

enum class Word : std::uint8_t {
    none,
    // what a task waits for, and who made a future
    sleep,
    task,
    future,
    gather,
    wait,
    // how a step ends
    waits,
    yields,
    refused,
    ends,
    // how a select or a block ends
    timeout,
    io,
    wakeup,
    interrupted,
    deadlock,
    // how a loop is run
    run_forever,
    run_until_complete,
    run,
    // how a future ends
    result,
    cancelled,
    // exceptions and interventions that are thrown without an object to ask
    cancelled_error,
    keyboard_interrupt,
    cancel,
    interrupt,
    // asyncio's own callbacks, by their CPython names
    run_until_complete_cb,
    gather_done_callback,
    on_completion,
    set_result_unless_cancelled,
    release_waiter,
    // more of what a task waits for
    shield,
    lock,
    event,
    condition,
    semaphore,
    queue,  // of a thread, or of a recording that does not say which of the two below
    queue_item,
    queue_room,
    queue_join,
    barrier,
    as_completed,
    wait_for,
    task_group,
    // more of asyncio's own callbacks
    inner_done_callback,
    outer_done_callback,
    on_timeout,
    on_task_done,
    // blocking calls, and what threads share
    join,
    executor,
    run_in_executor,
    to_thread,
    threadsafe_callback,
    call_set_state,
    call_check_cancel,
    set_state,
    set_result,
    set_exception,
    run_coroutine_threadsafe,
    submit,
    complete,
    raise,
    block,
    // how values are written
    none_value,
    lambda,
    count,
};

inline constexpr std::array<std::string_view, static_cast<std::size_t>(Word::count)> words{
    "",
    "sleep",
    "task",
    "future",
    "gather",
    "wait",
    "waits",
    "yields",
    "refused",
    "ends",
    "timeout",
    "io",
    "wakeup",
    "interrupted",
    "deadlock",
    "run_forever",
    "run_until_complete",
    "run",
    "result",
    "cancelled",
    "CancelledError",
    "KeyboardInterrupt",
    "cancel",
    "interrupt",
    "_run_until_complete_cb",
    "_done_callback",
    "_on_completion",
    "_set_result_unless_cancelled",
    "_release_waiter",
    "shield",
    "lock",
    "event",
    "condition",
    "semaphore",
    "queue",
    "queue_item",
    "queue_room",
    "queue_join",
    "barrier",
    "as_completed",
    "wait_for",
    "task_group",
    "_inner_done_callback",
    "_outer_done_callback",
    "_on_timeout",
    "_on_task_done",
    "join",
    "executor",
    "run_in_executor",
    "to_thread",
    "callback",
    "_call_set_state",
    "_call_check_cancel",
    "_set_state",
    "set_result",
    "set_exception",
    "run_coroutine_threadsafe",
    "submit",
    "complete",
    "raise",
    "block",
    "None",
    "<lambda>",
};
static_assert(words.back() == "<lambda>");

/// The number of a word in every recording's string table.
constexpr StringId id_of(Word word) { return static_cast<StringId>(word); }

}  // namespace coroscope::trace
