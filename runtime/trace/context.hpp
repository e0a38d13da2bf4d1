// What an event gets where its emitter leaves it out: the thread, the loop and the task that run
// on it, and the innermost line of the program's own files.
//
// Thread rule: one thread.
#pragma once

#include "runtime/trace/journal.hpp"

namespace coroscope::trace {

/// In words of a journal, as that is where each change of it goes.
class Context {
public:
    explicit Context(ThreadId thread) : thread_{thread} {}

    /// A loop runs: between its steps the program is at the line that runs it.
    void begin_loop(LoopId loop, SiteId site) {
        loop_ = journal::of_loop(thread_, loop, site);
        between_steps_ = journal::of_step(0, site);
        leave_step();
    }
    void begin_step(TaskId task, SiteId site) { step_ = journal::of_step(task, site); }
    void leave_step() { step_ = between_steps_; }
    void set_site(SiteId site) { begin_step(task(), site); }
    /// The task whose step this is, or 0.
    [[nodiscard]] TaskId task() const { return journal::task_in(step_); }
    /// The loop that runs, or 0.
    [[nodiscard]] LoopId loop() const { return journal::loop_in(loop_); }
    [[nodiscard]] SiteId site() const { return journal::site_in(step_); }

    /// As a reader of the journal has it.
    [[nodiscard]] journal::Now now(std::int64_t t_ns) const {
        journal::Now now;
        now.t_ns = t_ns;
        now.take(loop_);
        now.take(step_);
        return now;
    }
    [[nodiscard]] journal::Word loop_word() const { return loop_; }
    [[nodiscard]] journal::Word step_word() const { return step_; }

private:
    ThreadId thread_;
    journal::Word loop_ = journal::of_loop(thread_, 0, 0);
    journal::Word between_steps_ = journal::of_step(0, 0);
    journal::Word step_ = between_steps_;
};

}  // namespace coroscope::trace
