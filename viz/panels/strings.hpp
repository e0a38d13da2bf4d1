// Every string of the window in both languages. Panels name a string by its id; a test checks that
// each id has both texts and that every character is in the font atlas.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "viz/model/view.hpp"

namespace coroscope::viz {

enum class Str : std::uint16_t {
    // panels
    stage,
    timeline,
    console,
    selected_task,
    beat_of,
    // states
    ready,
    running,
    waiting,
    done,
    failed,
    cancelled,
    destroyed,
    blocked,
    // stage
    event_loop,
    no_event_loop,
    empty,
    next,
    iteration,
    idle,
    does_not_yield,
    wakes_at,
    not_running,
    closed,
    selecting,
    stopping,
    free_thread,
    title_ready,
    title_loop,
    title_waiting,
    title_finished,
    pending_ready,
    pending_waiting,
    running_iteration,
    done_cancelled,
    doc_running,
    doc_done,
    doc_cancelled,
    way_await,
    way_wake,
    until_time,
    left_seconds,
    blocked_in_call,
    held_up_for,
    wakes_at_time,
    waits_for_what,
    waits_for_tasks,
    tasks_done,
    throws_what,
    new_task,
    callback,
    thread_ended,
    in_call,
    loop_between,
    // timeline
    axis,
    axis_steps,
    axis_time,
    zoom,
    fit,
    you,
    main_thread_code,
    iteration_short,
    runs_blocking,
    waiting_for,
    from_to,
    beats_from_to,
    due_at,
    more_rows,
    cancel_answer,
    key_wheel,
    legend_hint,
    // transport
    to_start,
    to_end,
    step_back,
    step_forward,
    play,
    pause,
    speed,
    key_space,
    hint_play,
    hint_step,
    hint_scale,
    hint_start,
    print_mark,
    interrupt_mark,
    // top bar
    previous_lesson,
    next_lesson,
    switch_language,
    switch_theme,
    // code
    listing_python,
    listing_cpp,
    runs_as_shown,
    switch_line,
    // console
    nothing_printed,
    stdout_,
    by_plain_code,
    // selected task
    nothing_selected,
    created_by,
    awaits,
    steps_taken,
    cancelling_count,
    result,
    latest_task,
    // notices
    program_failed,
    no_chinese_font,
    dismiss,
    count_
};

inline constexpr std::size_t string_count = static_cast<std::size_t>(Str::count_);

struct StringPair {
    Str id;
    const char* english;
    const char* chinese;
};

/// All of them, in the order of the ids.
std::span<const StringPair> all_strings();

/// The text of that id in that language (UTF-8, static).
const char* tr(Language language, Str id);

/// The text with its `{}` replaced by the values, in order.
std::string tr(Language language, Str id, std::initializer_list<std::string_view> values);

}  // namespace coroscope::viz
