// The timeline as data: who did what from when to when. Built once for a recording; the timeline
// panel draws what is visible of it on an Axis, the text timeline prints it.
//
// Invariant: a task's track shows at every beat the state that the world has there. Spans of a
// track follow each other without overlapping. A span that begins with the last beat has no width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

enum class TrackKind : std::uint8_t {
    thread,
    loop,
    task,
    callback,  ///< a plain callback of the program's own (`call_soon`, `call_soon_threadsafe`)
    person
};

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
    waiting,    ///< task: text = for what (sleep, gather …), party = the future or task
    done,       ///< task: text = repr of the result
    failed,     ///< task: text = `Type: message`
    cancelled,  ///< task: text = the message, if any
    destroyed   ///< task: dropped while pending
};

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

enum class MarkKind : std::uint8_t {
    print,
    interrupt,
    intervention,
    cancel,  ///< cancel() was called on this task; `text` is its message, `accepted` its answer
    warning  ///< never awaited, destroyed while pending, exception never retrieved
};

/// Something that happens at one moment on a track.
struct Mark {
    MarkKind kind = MarkKind::print;
    bool accepted = true;
    std::size_t track = 0;
    std::size_t beat = 0;
    std::size_t seq = 0;
    trace::StringId text = 0;
};

enum class LinkKind : std::uint8_t { created, woke, cancelled, handed_over, interrupted };

/// An arrow from one track to another.
struct Link {
    LinkKind kind = LinkKind::created;
    bool accepted = true;  ///< cancelled: what `cancel()` returned
    std::size_t from = 0;  ///< tracks
    std::size_t to = 0;
    std::size_t beat = 0;
    std::size_t seq = 0;
};

struct Track {
    TrackKind kind = TrackKind::thread;
    int depth = 0;  ///< 0 thread and person, 1 loop, 2 task and callback
    trace::ThreadId thread = 0;
    trace::LoopId loop = 0;
    trace::TaskId task = 0;
    trace::StringId label = 0;  ///< `work(2)`; a thread's name; 0 for loops and the person
    trace::StringId name = 0;   ///< `Task-3`
    std::uint32_t handle = 0;   ///< of a callback
    std::vector<Span> spans;    ///< by rising beat
};

struct Tracks {
    std::vector<Track> tracks;  ///< top to bottom: MainThread first, thread ▸ loop ▸ task, person
    std::vector<Link> links;    ///< by rising seq
    std::vector<Mark> marks;    ///< by rising seq
    std::vector<std::size_t> task_tracks;  ///< by TaskId; `none` where there is no such task

    /// The number of the task's track, or `none`.
    [[nodiscard]] std::size_t of_task(trace::TaskId task) const;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

/// The timeline of a recording.
Tracks build_tracks(const trace::Recording& recording, const Beats& beats);

/// The first span that ends at or after that beat: where drawing a visible range begins.
std::size_t first_span_after(const std::vector<Span>& spans, double beat);

}  // namespace coroscope::viz
