// The timeline as data: who did what from when to when. Built once for a recording, as it grows;
// the timeline panel draws what is visible of it on an Axis, the text timeline prints it.
//
// Invariant: a task's track shows at every beat the state that the world has there. Spans of a
// track follow each other without overlapping. A span that begins with the last beat has no width.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/long_list.hpp"
#include "viz/model/span_list.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

enum class TrackKind : std::uint8_t {
    thread,
    loop,
    task,
    /// A plain callback of the program's own: `call_soon`, `call_later`, `add_done_callback`. What
    /// hangs on a task has its row from its call on.
    callback,
    more,  ///< stands for the callbacks of a loop that have no rows: they are a crowd
    person
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
    std::uint32_t track = 0;
    std::uint32_t beat = 0;
    std::uint32_t seq = 0;
    trace::StringId text = 0;
};

enum class LinkKind : std::uint8_t {
    created,
    woke,
    cancelled,
    handed_over,
    interrupted,
    touched  ///< the person completed what it awaits, raised there, or made its sleep block
};

/// An arrow from one track to another.
struct Link {
    LinkKind kind = LinkKind::created;
    bool accepted = true;    ///< cancelled: what `cancel()` returned
    std::uint32_t from = 0;  ///< tracks
    std::uint32_t to = 0;
    std::uint32_t beat = 0;
    std::uint32_t seq = 0;
};

struct Track {
    TrackKind kind = TrackKind::thread;
    int depth = 0;  ///< 0 thread and person, 1 loop, 2 the others
    trace::ThreadId thread = 0;
    trace::LoopId loop = 0;
    trace::TaskId task = 0;
    trace::StringId label = 0;           ///< `work(2)`; a thread's name; 0 for loops and the person
    trace::StringId name = 0;            ///< `Task-3`
    std::uint32_t handle = 0;            ///< of a callback
    std::uint32_t timer = 0;             ///< of a callback: the event that set its time, or 0
    SpanList spans;                      ///< by rising beat
    std::vector<std::uint32_t> marks{};  ///< which of the timeline's marks are its own, rising
    std::uint32_t more = 0;              ///< for how many callbacks it stands
};

struct Tracks {
    std::vector<Track> tracks;  ///< top to bottom: MainThread first, thread ▸ loop ▸ task, person
    LongList<Link> links;       ///< by rising seq
    LongList<Mark> marks;       ///< by rising seq
    std::vector<std::uint32_t> rare_marks;  ///< those of the marks that are no prints
    std::vector<std::size_t> task_tracks;   ///< by TaskId; `none` where there is no such task
    std::shared_ptr<SpanStore> store;       ///< in which their spans lie
    bool has_destroyed = false;             ///< some task was destroyed while pending

    /// The number of the task's track, or `none`.
    [[nodiscard]] std::size_t of_task(trace::TaskId task) const;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// The space that they take besides themselves, in bytes.
    [[nodiscard]] std::size_t bytes() const;
};

/// The timeline of a recording, which must outlive it, as must the beats. The person has a row
/// where there is something to show of them, and `touchable` makes it one in any case: where
/// something can still be done.
Tracks build_tracks(const trace::Recording& recording, const Beats& beats, bool touchable = false);
Tracks build_tracks(const trace::Recording&& recording, const Beats& beats, bool = false) = delete;
Tracks build_tracks(const trace::Recording& recording, const Beats&& beats, bool = false) = delete;

/// For each track the one of the same thread, loop, task or callback in the timeline of another
/// run, or `Tracks::none`.
std::vector<std::size_t> matched_tracks(const trace::Recording& recording, const Tracks& tracks,
                                        const trace::Recording& other, const Tracks& others);

/// The task or callback of `tracks` that is, by `matched_tracks`, the same as that one of `others`;
/// none where there is no such.
trace::Party matched_party(const Tracks& tracks, const Tracks& others,
                           const std::vector<std::size_t>& matched, trace::Party theirs);

}  // namespace coroscope::viz
