// What events do to tasks and their places in the queue.
#include "viz/model/change.hpp"

namespace coroscope::viz {

using trace::PartyKind;

void Change::enter_state(Task& task, TaskState state) {
    task.state = state;
    task.since_ns = event_.t_ns;
    task.since_seq = world_.seq;
    if (state == TaskState::ready) {
        if (Loop* home = loop_by_id(task.loop)) {
            home->ready.push_back(Party::task(task.id));
        }
    }
}

void Change::leave_queue(const Task& task) {
    Loop* home = loop_by_id(task.loop);
    if (home != nullptr && task.state == TaskState::ready) {
        home->ready.remove(Party::task(task.id));
    }
}

void Change::forget_wait(Task& task) {
    task.waits_for = 0;
    task.awaits = {};
    task.deadline = no_time;
    task.woken_by_cancel = false;
}

void Change::finish(TaskState state) {
    Task* subject = task();
    if (subject == nullptr) {
        return;
    }
    leave_queue(*subject);
    forget_wait(*subject);
    subject->await_site = 0;
    subject->thrown_in = 0;
    subject->must_cancel = false;
    subject->outcome = text();
    enter_state(*subject, state);
}

void Change::task_new() {
    const bool met_before = event_.task < world_.tasks.size() && world_.tasks[event_.task].id != 0;
    Task* subject = task();
    if (subject == nullptr) {
        return;
    }
    if (met_before) {  // else it stands nowhere yet: no need to search the whole queue
        leave_queue(*subject);
    }
    const Loop* home = loop();
    *subject = Task{};
    subject->id = static_cast<TaskId>(event_.task);
    subject->name = known(recording_.task_names[subject->id]);
    subject->label = text();
    subject->loop = home != nullptr ? home->id : 0;
    subject->created_by = event_.other.kind() == PartyKind::task ? event_.other.number() : 0;
    subject->created_at = site();
    subject->created_ns = event_.t_ns;
    enter_state(*subject, TaskState::ready);
}

void Change::step_begin() {
    Task* subject = task();
    if (subject == nullptr) {
        return;
    }
    leave_queue(*subject);
    forget_wait(*subject);
    subject->await_site = 0;
    subject->thrown_in = text();
    subject->must_cancel = false;  // a step begins by throwing the CancelledError, if one is due
    ++subject->steps;
    enter_state(*subject, TaskState::running);
    if (Loop* home = loop_by_id(subject->loop)) {
        home->current = Party::task(subject->id);
        home->current_label = 0;
    }
    if (thread_ != nullptr) {
        thread_->current_task = subject->id;
    }
}

void Change::waits() {
    if (Task* subject = task()) {
        subject->waits_for = text();
        subject->awaits = event_.other;
        subject->deadline = event_.value;
        subject->await_site = site();
    }
}

void Change::step_end() {
    Task* subject = task();
    if (thread_ != nullptr) {
        thread_->current_task = 0;
    }
    if (subject == nullptr) {
        return;
    }
    if (Loop* home = loop_by_id(subject->loop)) {
        home->current = {};
    }
    // A task that was woken or has finished before its step ended is no longer running.
    if (subject->state != TaskState::running) {
        return;
    }
    subject->thrown_in = 0;
    if (text_is("yields") || text_is("refused")) {
        subject->await_site = thread_ != nullptr ? thread_->site : site();
        enter_state(*subject, TaskState::ready);
    } else if (text_is("ends")) {
        enter_state(*subject, TaskState::done);
    } else {
        enter_state(*subject, TaskState::waiting);
    }
}

void Change::woken() {
    Task* subject = task();
    if (subject == nullptr || is_finished(subject->state) || subject->state == TaskState::ready) {
        return;
    }
    forget_wait(*subject);
    subject->thrown_in = 0;
    subject->woken_by_cancel =
        thread_ != nullptr && event_.other && event_.other == thread_->last_cancelled;
    if (subject->state == TaskState::running && subject->woken_by_cancel) {
        // It cancelled itself and awaited then: that await is where the cancel was delivered.
        subject->must_cancel = false;
    }
    enter_state(*subject, TaskState::ready);
}

void Change::cancel_asked() {
    Task* subject = task();
    if (subject == nullptr || event_.value != 1 || is_finished(subject->state)) {
        return;
    }
    ++subject->cancel_requests;
    // The event comes after its effects. A task that still waits has passed the request on to what
    // it awaits; one that has just been woken so will find the CancelledError there.
    if (subject->state != TaskState::waiting && !subject->woken_by_cancel) {
        subject->must_cancel = true;
    }
    subject->woken_by_cancel = false;
}

void Change::future_done() {
    if (thread_ == nullptr) {
        return;
    }
    if (text_is("cancelled")) {
        thread_->last_cancelled = event_.other;
    } else if (thread_->last_cancelled == event_.other) {
        thread_->last_cancelled = {};
    }
}

}  // namespace coroscope::viz
