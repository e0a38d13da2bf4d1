#include "viz/model/fold.hpp"

#include <algorithm>

#include "viz/model/change.hpp"

namespace coroscope::viz {

using trace::Kind;

void Change::meet(Task& task, TaskId id) {
    if (task.id == 0) {
        task.id = id;
        task.name = known(recording_.task_names[id]);
    }
    if (task.loop == 0) {
        const Loop* running = loop();
        task.loop = running != nullptr ? running->id : 0;
    }
}

void Change::apply() {
    switch (static_cast<Kind>(event_.kind)) {
        case Kind::thread_end:
            return thread_end();
        case Kind::block_begin:
            return block(true);
        case Kind::block_end:
            return block(false);
        case Kind::loop_new:
            loop();
            return;
        case Kind::loop_run_begin:
            return loop_run_begin();
        case Kind::loop_run_end:
            return loop_run_end();
        case Kind::loop_stop:
            if (Loop* subject = loop()) {
                subject->stopping = true;
            }
            return;
        case Kind::loop_close:
            return loop_close();
        case Kind::iteration_begin:
            return iteration_begin();
        case Kind::select_begin:
            return select(true);
        case Kind::select_end:
            return select(false);
        case Kind::call_soon:
        case Kind::call_threadsafe:
            return handle_queued();
        case Kind::timer_set:
            return timer_set();
        case Kind::timer_due:
            return timer_due();
        case Kind::timer_cancel:
        case Kind::handle_cancel:
            return handle_cancel();
        case Kind::handle_begin:
            return handle_begin();
        case Kind::handle_end:
            return handle_end();
        case Kind::task_new:
            return task_new();
        case Kind::task_renamed:
            if (Task* subject = task()) {
                subject->name = text();
            }
            return;
        case Kind::step_begin:
            return step_begin();
        case Kind::waits:
            return waits();
        case Kind::step_end:
            return step_end();
        case Kind::woken:
            return woken();
        case Kind::cancel_asked:
            return cancel_asked();
        case Kind::uncancel:
            if (Task* subject = task()) {
                subject->cancel_requests =
                    event_.value > 0 ? static_cast<std::uint32_t>(event_.value) : 0;
            }
            return;
        case Kind::task_done:
            return finish(TaskState::done);
        case Kind::task_failed:
            return finish(TaskState::failed);
        case Kind::task_cancelled:
            return finish(TaskState::cancelled);
        case Kind::destroyed_pending:
            return finish(TaskState::destroyed);
        case Kind::future_done:
            return future_done();
        case Kind::print:
            ++world_.prints;
            return;
        case Kind::interrupt:
            ++world_.interrupts;
            return;
        case Kind::recording:
        case Kind::thread_start:
        case Kind::coro_new:
        case Kind::coro_enter:
        case Kind::coro_exit:
        case Kind::never_awaited:
        case Kind::future_new:
        case Kind::callback_add:
        case Kind::callback_remove:
        case Kind::callback_run:
        case Kind::exception_unretrieved:
        case Kind::io_wait:
        case Kind::io_ready:
        case Kind::line:
        case Kind::intervention:
            return;  // its time, thread and line are all that they change
    }
}

std::int64_t select_deadline(const trace::Event& event) {
    const bool ends = event.value >= 0 && event.t_ns >= 0 && event.value <= INT64_MAX - event.t_ns;
    return ends ? event.t_ns + event.value : no_time;
}

void apply(World& world, const trace::Recording& recording, std::size_t seq) {
    if (seq >= recording.events.size()) {
        return;
    }
    const trace::Event& event = recording.events[seq];
    world.seq = seq;
    world.t_ns = event.t_ns;
    Change{world, recording, event}.apply();
}

World fold(const trace::Recording& recording, std::size_t seq) {
    World world;
    const std::size_t end = std::min(recording.events.size(), seq + (seq != SIZE_MAX ? 1 : 0));
    for (std::size_t next = 0; next < end; ++next) {
        apply(world, recording, next);
    }
    return world;
}

}  // namespace coroscope::viz
