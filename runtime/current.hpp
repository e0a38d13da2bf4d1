// Who runs on this thread right now.
#pragma once

#include <cstdint>

#include "runtime/trace/ids.hpp"

namespace coroscope {

class EventLoop;
class Participant;
class ProgramRun;
class TaskBase;

struct Current {
    ProgramRun* run = nullptr;        ///< the run that the thread belongs to
    Participant* thread = nullptr;    ///< the thread itself, as the run's clock knows it
    EventLoop* loop = nullptr;        ///< the loop running here (events._get_running_loop)
    TaskBase* task = nullptr;         ///< the task whose step this is (tasks.current_task)
    std::uint32_t deepest_await = 0;  ///< how deep awaits may nest in the steps of that loop
    /// A sleep that is no deeper needs no look at what may become of it; 0 where the person planned
    /// that some of them hold the thread.
    std::uint32_t deepest_sleep = 0;
    /// In recordings: of the future that the step's last await waits for.
    std::int64_t deadline_ns = 0;
    /// In recordings: the label of the step's outermost coroutine where that has ended and nothing
    /// of the program's comes after it. Its coro_exit is told with what becomes of the task; 0: it
    /// was told, or there is none.
    trace::StringId exited = 0;
    trace::Party actor;  ///< on whose behalf code runs: a handle, the person; none: the task
};

namespace detail {
inline constinit thread_local Current current;
[[noreturn]] void throw_no_run();
[[noreturn]] void throw_no_loop();
}  // namespace detail

/// The calling thread's.
inline Current& current() { return detail::current; }

/// The run that the calling thread belongs to. Throws RuntimeError outside of one.
inline ProgramRun& current_run() {
    if (current().run == nullptr) {
        detail::throw_no_run();
    }
    return *current().run;
}

/// asyncio.get_running_loop. Throws RuntimeError where no loop is running.
inline EventLoop& get_running_loop() {
    if (current().loop == nullptr) {
        detail::throw_no_loop();
    }
    return *current().loop;
}

}  // namespace coroscope
