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
    all_arrows,
    fold_track,
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
    hint_help,
    print_mark,
    interrupt_mark,
    // top bar
    previous_lesson,
    next_lesson,
    switch_language,
    switch_theme,
    present,
    present_tip,
    show_keys,
    // code
    listing_python,
    listing_cpp,
    runs_as_shown,
    verified_by,
    verified_how,
    switch_line,
    run_line,
    line_never_runs,
    since_36,
    // console
    nothing_printed,
    by_plain_code,
    // events
    events,
    search_events,
    events_found,
    no_events_found,
    // selected task
    nothing_selected,
    created_by,
    awaits,
    steps_taken,
    cancelling_count,
    result,
    latest_task,
    inspector,
    since,
    waited_for_by,
    callbacks,
    why_title,
    what_now,
    by_whom_when,
    by_whom,
    nobody,
    // notices
    program_failed,
    no_chinese_font,
    dismiss,
    // help and palette
    settings_broken,
    // export dialog
    export_title,
    export_png,
    export_svg,
    export_gif,
    export_mp4,
    export_transcript,
    export_handout,
    export_perfetto,
    export_jsonl,
    export_scale,
    export_range,
    export_whole,
    export_from_here,
    export_bookmarks,
    export_file,
    export_start,
    export_stop,
    export_written,
    export_stopped,
    export_failed,
    help_title,
    help_close,
    palette_hint,
    palette_none,
    group_time,
    group_jump,
    group_view,
    group_class,
    do_play,
    do_play_back,
    do_beat,
    do_task_step,
    do_iteration,
    do_instant,
    do_ends,
    do_speed,
    do_print,
    do_cancel,
    do_change,
    do_bookmark,
    do_bookmarks,
    do_lesson,
    do_axis,
    do_arrows,
    do_language,
    do_theme,
    do_listing,
    do_scale,
    do_motion,
    do_side,
    do_find,
    do_present,
    do_clicker,
    do_blank,
    do_full,
    do_export,
    do_palette,
    do_help,
    do_close,
    do_scroll,
    do_focus,
    do_quit,
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
