// What an event gets where its emitter leaves it out: the thread, the loop and the task that run
// on it, and the innermost line of the program's own files.
//
// Thread rule: one thread.
#pragma once

#include <cstdint>

#include "runtime/trace/event.hpp"

namespace coroscope::trace {

class Context {
public:
    explicit Context(ThreadId thread) : thread_{PackedFields::of_thread(thread)}, where_{thread_} {}

    /// A loop runs: between its steps the program is at the line that runs it.
    void begin_loop(LoopId loop, SiteId site) {
        where_ = thread_ | PackedFields::of_loop(loop);
        between_steps_ = PackedFields::of_site(site);
        leave_step();
    }
    void begin_step(TaskId task, SiteId site) {
        task_ = PackedFields::of_task(task);
        set_site(site);
    }
    void leave_step() {
        task_ = 0;
        site_ = between_steps_;
    }
    void set_site(SiteId site) { site_ = PackedFields::of_site(site); }
    /// The task whose step this is, or 0.
    [[nodiscard]] TaskId task() const { return static_cast<TaskId>(task_); }
    [[nodiscard]] SiteId site() const { return PackedFields::site_in(site_); }

    /// The fields of an event that says of itself what is not 0 of these; `has_site`: also where
    /// its site is 0.
    [[nodiscard]] PackedFields complete(TaskId task, SiteId site, bool has_site,
                                        LoopId loop) const {
        return {(task != 0 ? PackedFields::of_task(task) : task_) |
                    (site != 0 || has_site ? PackedFields::of_site(site) : site_),
                loop != 0 ? thread_ | PackedFields::of_loop(loop) : where_};
    }

private:
    // As an event has them, put together once and not for each event. Each in a word of its own:
    // what was written in parts and is then read as a whole waits until the parts are in the cache.
    std::uint64_t task_ = 0;
    std::uint64_t site_ = 0;
    std::uint64_t thread_;
    std::uint64_t where_;              // thread, loop
    std::uint64_t between_steps_ = 0;  // the site
};

}  // namespace coroscope::trace
