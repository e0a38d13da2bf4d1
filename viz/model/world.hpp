// The state of everything at one moment of a recording: what the panels draw. It is a pure fold:
// the world after event n is `apply(world after n-1, event n)` and nothing else (fold.hpp).
//
// Thread rule: plain values. Invariant: two worlds folded to the same event are equal, whatever
// keyframe the fold began from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/trace/ids.hpp"
#include "viz/model/queues.hpp"

namespace coroscope::viz {

using trace::LoopId;
using trace::Party;
using trace::SiteId;
using trace::StringId;
using trace::TaskId;
using trace::ThreadId;

/// How a task looks. `ready` and `waiting` are two looks of asyncio's Pending; `failed` is Done
/// with an exception; `destroyed` was dropped while pending.
enum class TaskState : std::uint8_t { ready, running, waiting, done, failed, cancelled, destroyed };

/// True once a task can never run again.
constexpr bool is_finished(TaskState state) { return state >= TaskState::done; }

/// The four states of the tutorial, which the state board has as its columns.
enum class DocumentState : std::uint8_t { pending, running, done, cancelled };
DocumentState document_state(TaskState state);

struct Task {
    TaskId id = 0;
    StringId label = 0;  ///< its coroutine with arguments: `work(2)`
    StringId name = 0;   ///< its present asyncio name: `Task-3`, or what `set_name` made of it
    LoopId loop = 0;
    TaskState state = TaskState::ready;
    TaskId created_by = 0;              ///< 0: by plain code
    SiteId created_at = 0;              ///< the program's line that created it
    std::int64_t created_ns = 0;        ///< when
    std::int64_t since_ns = 0;          ///< since when it has been in `state`
    std::size_t since_seq = 0;          ///< the event that brought it there
    StringId waits_for = 0;             ///< while waiting: sleep, task, gather, …
    Party awaits;                       ///< while waiting: the future or task
    std::int64_t deadline = no_time;    ///< while waiting: when its timer is due
    SiteId await_site = 0;              ///< while ready or waiting: the line where it is suspended
    StringId thrown_in = 0;             ///< while running: the exception its step began with
    StringId outcome = 0;               ///< repr of the result, `Type: message`, or cancel message
    std::uint32_t steps = 0;            ///< how many steps it has begun
    std::uint32_t cancel_requests = 0;  ///< `cancelling()`
    bool must_cancel = false;           ///< cancel asked and not yet delivered
    bool woken_by_cancel = false;       ///< while ready: what it awaited was cancelled
    friend bool operator==(const Task&, const Task&) = default;
};

enum class LoopActivity : std::uint8_t { not_running, in_batch, selecting, closed };

struct Loop {
    LoopId id = 0;
    LoopActivity activity = LoopActivity::not_running;
    ThreadId thread = 0;                  ///< the thread that runs it, or 0
    StringId run_call = 0;                ///< run_forever, run_until_complete, run
    Party until;                          ///< what it is run until complete
    std::uint32_t iteration = 0;          ///< how many have begun
    std::uint32_t iterations_before = 0;  ///< how many had begun when its present run began
    bool stopping = false;                ///< `stop()` was called and not yet obeyed
    ReadyQueue ready;            ///< tasks and handles, in the order in which they will run
    HandleList handles;          ///< the queued plain callbacks, looked up by number
    HandleList timers;           ///< scheduled and not yet due, in the order of setting
    Party current;               ///< the task or handle whose code runs now
    StringId current_label = 0;  ///< its label where it is a handle
    std::int64_t select_until = no_time;  ///< while selecting: the deadline
    friend bool operator==(const Loop&, const Loop&) = default;
};

struct Thread {
    ThreadId id = 0;
    bool started = false;
    bool ended = false;
    LoopId running_loop = 0;
    TaskId current_task = 0;
    StringId blocked_in = 0;  ///< sleep, join, result …; 0 when not blocked
    Party blocked_on;         ///< the thread or future waited for
    std::int64_t blocked_since = no_time;
    std::int64_t blocked_until = no_time;  ///< the deadline, if there is one
    StringId exception = 0;                ///< what left its last loop run, until the next one
    Party last_cancelled;                  ///< the last future that was cancelled here
    SiteId site = 0;                       ///< the program's line of its last event that had one
    friend bool operator==(const Thread&, const Thread&) = default;
};

struct World {
    std::size_t seq = 0;                    ///< the last event folded in
    std::int64_t t_ns = 0;                  ///< its time
    std::vector<Task> tasks{Task{}};        ///< by TaskId
    std::vector<Loop> loops{Loop{}};        ///< by LoopId
    std::vector<Thread> threads{Thread{}};  ///< by ThreadId
    std::uint32_t prints = 0;               ///< how many prints there have been
    std::uint32_t interrupts = 0;           ///< how many KeyboardInterrupts there have been
    friend bool operator==(const World&, const World&) = default;
};

}  // namespace coroscope::viz
