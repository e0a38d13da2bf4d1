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
        about_ = PackedFields::of_task(task) | PackedFields::of_site(site);
    }
    void leave_step() { about_ = between_steps_; }
    void set_site(SiteId site) { about_ = task() | PackedFields::of_site(site); }
    /// The task whose step this is, or 0.
    [[nodiscard]] TaskId task() const { return PackedFields::task_in(about_); }
    [[nodiscard]] SiteId site() const { return PackedFields::site_in(about_); }

    /// The fields of an event that says of itself what is not 0 of these; `has_site`: also where
    /// its site is 0.
    [[nodiscard]] PackedFields complete(TaskId task, SiteId site, bool has_site,
                                        LoopId loop) const {
        std::uint64_t about = about_;
        if (task != 0) {
            about = about - PackedFields::task_in(about) + PackedFields::of_task(task);
        }
        if (site != 0 || has_site) {
            about = PackedFields::task_in(about) | PackedFields::of_site(site);
        }
        return {about, loop != 0 ? thread_ | PackedFields::of_loop(loop) : where_};
    }

private:
    // As an event has them, put together once and not for each event. In whole words: what was
    // written in parts and is then read as a whole waits until the parts are in the cache.
    std::uint64_t about_ = 0;          // task, site
    std::uint64_t between_steps_ = 0;  // the same
    std::uint64_t thread_;
    std::uint64_t where_;  // thread, loop
};

}  // namespace coroscope::trace
