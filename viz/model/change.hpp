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
    // What the event is about; null where the recording has no such thing. Found in the header: it
    // is most of what folding costs.
    Thread* find_thread();
    Loop* loop();
    Loop* loop_by_id(LoopId id);
    Task* task();
    void meet(Task& task, TaskId id);
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

inline Thread* Change::find_thread() {
    const ThreadId id = event_.thread;
    if (id == 0 || id >= recording_.thread_names.size()) {
        return nullptr;
    }
    if (id >= world_.threads.size()) {
        world_.threads.resize(id + 1);
    }
    Thread& thread = world_.threads[id];
    thread.id = id;
    thread.started = true;
    if (const SiteId where = site(); where != 0) {
        thread.site = where;
    }
    return &thread;
}

inline Loop* Change::loop_by_id(LoopId id) {
    if (id == 0) {
        return nullptr;
    }
    if (id >= world_.loops.size()) {
        world_.loops.resize(id + 1);
    }
    world_.loops[id].id = id;
    return &world_.loops[id];
}

inline Loop* Change::loop() {
    const LoopId running = thread_ != nullptr ? thread_->running_loop : 0;
    return loop_by_id(event_.loop != 0 ? static_cast<LoopId>(event_.loop) : running);
}

inline Task* Change::task() {
    const auto id = static_cast<TaskId>(event_.task);
    if (id == 0 || id >= recording_.task_names.size()) {
        return nullptr;
    }
    if (id >= world_.tasks.size()) {
        world_.tasks.resize(id + 1);
    }
    Task& task = world_.tasks[id];
    if (task.id == 0 || task.loop == 0) {
        meet(task, id);
    }
    return &task;
}

}  // namespace coroscope::viz
