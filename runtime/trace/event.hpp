// One scheduling event: the unit of every recording. The kinds and their fields are the contract
// of EVENTS.md (beside this file); kinds may be added, never renamed.
//
// Invariant: 32 bytes, trivially copyable, self-contained but for the recording's tables
// (strings, source places, names). `seq` is not stored: it is the position in the recording.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>

#include "runtime/trace/ids.hpp"

namespace coroscope::trace {

/// What happened. The order is that of EVENTS.md; the names in the file are `kind_name`.
enum class Kind : std::uint8_t {
    recording,
    thread_start,
    thread_end,
    block_begin,
    block_end,
    loop_new,
    loop_run_begin,
    loop_run_end,
    loop_stop,
    loop_close,
    iteration_begin,
    select_begin,
    select_end,
    call_soon,
    call_threadsafe,
    timer_set,
    timer_due,
    timer_cancel,
    handle_cancel,
    handle_begin,
    handle_end,
    coro_new,
    coro_enter,
    coro_exit,
    never_awaited,
    task_new,
    task_renamed,
    step_begin,
    waits,
    step_end,
    woken,
    cancel_asked,
    uncancel,
    task_done,
    task_failed,
    task_cancelled,
    destroyed_pending,
    future_new,
    future_done,
    callback_add,
    callback_remove,
    callback_run,
    exception_unretrieved,
    io_wait,
    io_ready,
    print,
    line,
    interrupt,
    intervention,
};

inline constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::intervention) + 1;

/// The kind's name in files, as `step_begin`.
std::string_view kind_name(Kind kind);

/// The kind of that name, or nothing: readers skip kinds that they do not know.
std::optional<Kind> kind_of(std::string_view name);

/// The value of an event that has none.
inline constexpr std::int64_t no_value = std::numeric_limits<std::int64_t>::min();

struct Event {
    std::int64_t t_ns = 0;          ///< nanoseconds since the run began
    std::int64_t value = no_value;  ///< the kind's integer, or `no_value`
    std::uint64_t task : 24 = 0;    ///< TaskId: the task it is about, else the current one
    std::uint64_t text : 24 = 0;    ///< StringId
    std::uint64_t site : 16 = 0;    ///< SiteId: innermost line of the program's own files
    Party other{};                  ///< the second party
    std::uint32_t thread : 12 = 0;  ///< ThreadId: where it happened
    std::uint32_t loop : 12 = 0;    ///< LoopId: the loop it is about, else the one running there
    Kind kind : 8 = Kind::recording;

    [[nodiscard]] bool has_value() const { return value != no_value; }
};
static_assert(sizeof(Event) == 32 && std::is_trivially_copyable_v<Event>);

/// The largest numbers that an event can carry; a run that reaches one is ended with an error.
inline constexpr TaskId max_task = (1u << 24) - 1;
inline constexpr StringId max_string = (1u << 24) - 1;
inline constexpr SiteId max_site = (1u << 16) - 1;
inline constexpr ThreadId max_thread = (1u << 12) - 1;
inline constexpr LoopId max_loop = (1u << 12) - 1;

}  // namespace coroscope::trace
