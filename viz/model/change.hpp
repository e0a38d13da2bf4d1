// One event on its way into the world: finds what it is about, and changes it. Internal to the
// fold; everybody else calls `apply` or `fold` (fold.hpp).
//
// Invariant: numbers that the recording's tables do not have are left out, so that what a world
// holds can always be looked up there.
#pragma once

#include <string_view>

#include "runtime/trace/recording.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

class Change {
public:
    /// Notes the event's thread and line; `apply` does the rest.
    Change(World& world, const trace::Recording& recording, const trace::Event& event)
        : world_{world}, recording_{recording}, event_{event}, thread_{find_thread()} {}

    /// Changes the world as the event's kind says.
    void apply();

private:
    // What the event is about; null where the recording has no such thing.
    Thread* find_thread();
    Loop* loop();
    Loop* loop_by_id(LoopId id);
    Task* task();
    [[nodiscard]] StringId text() const { return known(static_cast<StringId>(event_.text)); }
    [[nodiscard]] StringId known(StringId id) const {
        return id < recording_.strings.size() ? id : 0;
    }
    [[nodiscard]] SiteId site() const {
        return event_.site < recording_.sites.size() ? static_cast<SiteId>(event_.site) : 0;
    }
    [[nodiscard]] bool text_is(std::string_view wanted) const {
        return recording_.strings[text()] == wanted;
    }

    void enter_state(Task& task, TaskState state);
    void leave_queue(const Task& task);
    void forget_wait(Task& task);
    void finish(TaskState state);

    void thread_end();
    void block(bool begins);
    void loop_run_begin();
    void loop_run_end();
    void loop_close();
    void iteration_begin();
    void select(bool begins);
    void handle_queued();
    void timer_set();
    void timer_due();
    void handle_cancel();
    void handle_begin();
    void handle_end();
    void task_new();
    void step_begin();
    void waits();
    void step_end();
    void woken();
    void cancel_asked();
    void future_done();

    World& world_;
    const trace::Recording& recording_;
    const trace::Event& event_;
    Thread* thread_;
};

}  // namespace coroscope::viz
