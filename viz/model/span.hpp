// A stretch of a track's life: what goes on there from one beat to another.
#pragma once

#include <cstddef>
#include <cstdint>

#include "runtime/trace/ids.hpp"
#include "viz/model/queues.hpp"

namespace coroscope::viz {

/// What goes on in a span.
enum class SpanKind : std::uint8_t {
    plain,      ///< thread: the program's own code outside of any loop
    exception,  ///< thread: plain code after an exception left the loop; text = its type
    loop_run,   ///< thread: in run_forever …; text = the call, party = until what
    idle,       ///< thread: its loop waits in select
    blocked,    ///< thread: in a blocking call; text = sleep, join …
    iteration,  ///< loop: number = which
    ready,      ///< task: queued
    running,    ///< task: its code runs (`blocking` where it holds up the loop)
    waiting,    ///< task: text = for what (sleep, gather …), party = the future or task;
                ///< callback: for its time, party = its handle
    done,       ///< task: text = repr of the result
    failed,     ///< task: text = `Type: message`
    cancelled,  ///< task: text = the message, if any
    destroyed   ///< task: dropped while pending
};

inline constexpr std::size_t span_kind_count = static_cast<std::size_t>(SpanKind::destroyed) + 1;

/// True for the last span of a task, which reaches to the end of the recording.
bool is_finished(SpanKind kind);

struct Span {
    SpanKind kind = SpanKind::plain;
    bool blocking = false;  ///< running, but the thread is blocked
    std::size_t begin_beat = 0;
    std::size_t end_beat = 0;
    std::int64_t begin_ns = 0;
    std::int64_t end_ns = 0;
    trace::StringId text = 0;
    trace::Party party;
    std::int64_t deadline = no_time;  ///< waiting or blocked: until when at the latest
    std::uint32_t number = 0;
};

}  // namespace coroscope::viz
