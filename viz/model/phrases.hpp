// The sentences that are told about a program, in both languages, with `{}` where names and numbers
// go. Narration and explanations are made of them; a test checks that each exists in both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "viz/model/view.hpp"

namespace coroscope::viz {

enum class Say : std::uint8_t {
    // narration
    nothing_yet,
    thread_starts,
    thread_ends,
    thread_fails,
    program_ends,
    blocks_loop,
    blocks_loop_open,
    blocks_thread,
    waits_in_join,
    waits_in_result,
    blocks_open,
    unblocks,
    unblock_timeout,
    unblock_interrupted,
    loop_made,
    loop_runs_until,
    loop_runs_forever,
    loop_run_ends,
    loop_run_fails,
    stop_called,
    stop_before_run,
    loop_closes,
    loop_closes_dropping,
    select_until,
    select_open,
    select_timeout,
    select_io,
    select_wakeup,
    select_interrupted,
    queues_callback,
    hands_over,
    calls_handle,
    handle_returns,
    handle_raises,
    timer_over,
    gather_counts,
    gather_complete,
    wait_counts,
    wait_complete,
    until_complete,
    library_callback,
    callback_wakes,
    never_awaited,
    creates_task,
    first_step,
    goes_on,
    goes_on_slept,
    goes_on_after,
    goes_on_waited,
    goes_on_too_late,
    thrown_into,
    thrown_first,
    awaits_sleep,
    awaits_task,
    awaits_all,
    waits_for_what,
    // what a task waits for, behind "for"
    what_lock,
    what_semaphore,
    what_event,
    what_condition,
    what_queue,
    what_queue_item,
    what_queue_room,
    what_task_group,
    what_several,
    what_shield,
    what_executor,
    what_io,
    what_future,
    what_together,
    what_until,
    yields,
    task_returns,
    task_fails,
    task_is_cancelled,
    that_wakes,
    is_woken,
    are_woken,
    and_more,
    lock_free,
    semaphore_room,
    event_set,
    condition_notified,
    queue_moves,
    queue_has_item,
    queue_has_room,
    future_is_done,
    cancel_false,
    cancel_woken,
    cancel_passed,
    cancel_later,
    callback_runs,
    prints,
    prints_error,
    interrupt_arrives,
    you_cancel,
    you_interrupt,
    you_complete,
    you_raise,
    you_block,
    you_do,
    destroyed_pending,
    unretrieved,
    // why is it not running?
    why_running,
    why_running_blocked,
    why_callback_runs,
    why_callback_timer,
    why_callback_ran,
    why_held,
    why_held_open,
    why_turn,
    why_next,
    why_in_line,
    why_loop_stands,
    why_loop_closed,
    why_sleeps,
    why_sleeps_stopped,
    why_due_soon,
    why_overdue,
    why_awaits,
    why_awaits_sleeper,
    why_awaits_ready,
    why_awaits_running,
    why_together,
    why_lock,
    why_semaphore,
    why_event,
    why_condition,
    why_queue,
    why_queue_item,
    why_queue_room,
    why_task_group,
    why_at_most,
    why_io,
    why_executor,
    why_future,
    why_done,
    why_cancelled,
    why_destroyed,
    // what happens next?
    ask_runs,
    ask_nobody,
    ask_was_first,
    ask_prints,
    ask_cancels,
    ask_state,
    // what a person does, and what two runs differ in
    impossible_no_task,
    impossible_gone,
    impossible_finished,
    impossible_running,
    impossible_new,
    impossible_ready,
    impossible_group,
    impossible_others,
    impossible_value,
    impossible_closed,
    impossible_no_sleep,
    impossible_thread,
    impossible_steady,
    fate_done,
    fate_lost,
    fate_off,
    fate_never,
    fate_no_sleep,
    differs_heading,
    differs_nothing,
    differs_time,
    differs_held,
    differs_order,
    differs_prints,
    differs_task,
    differs_missing,
    ends_pending,
    ends_done,
    ends_failed,
    ends_cancelled,
    ends_lost,
    count_
};

inline constexpr std::size_t phrase_count = static_cast<std::size_t>(Say::count_);

struct Phrase {
    Say id;
    const char* english;
    const char* chinese;
};

/// All of them, in the order of the ids.
std::span<const Phrase> all_phrases();

/// The pattern with its `{}` replaced by the values in order, and `{1}` by the value of that number
/// (from 0).
std::string fill_in(std::string_view pattern, std::initializer_list<std::string_view> values);

/// The sentence in that language.
std::string say(Language language, Say id, std::initializer_list<std::string_view> values = {});

}  // namespace coroscope::viz
