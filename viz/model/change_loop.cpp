// What events do to threads, loops and their plain callbacks.
#include "viz/model/change.hpp"
#include "viz/model/fold.hpp"

namespace coroscope::viz {

using trace::PartyKind;

void Change::thread_end() {
    if (thread_ != nullptr) {
        block(false);
        thread_->ended = true;
        thread_->running_loop = 0;
        thread_->current_task = 0;
    }
}

void Change::block(bool begins) {
    if (thread_ != nullptr) {
        thread_->blocked_in = begins ? text() : 0;
        thread_->blocked_on = begins ? event_.other : Party{};
        thread_->blocked_since = begins ? event_.t_ns : no_time;
        thread_->blocked_until = begins ? event_.value : no_time;
    }
}

void Change::loop_run_begin() {
    Loop* subject = loop();
    if (subject == nullptr || thread_ == nullptr) {
        return;
    }
    subject->activity = LoopActivity::in_batch;
    subject->thread = thread_->id;
    subject->run_call = text();
    subject->until = event_.other;
    subject->iterations_before = subject->iteration;
    thread_->running_loop = subject->id;
    thread_->exception = 0;
}

void Change::loop_run_end() {
    if (Loop* subject = loop()) {
        subject->activity = LoopActivity::not_running;
        subject->thread = 0;
        subject->run_call = 0;
        subject->until = {};
        subject->stopping = false;
        subject->current = {};
        subject->current_label = 0;
        subject->select_until = no_time;
    }
    if (thread_ != nullptr) {
        thread_->running_loop = 0;
        thread_->current_task = 0;
        thread_->exception = text();
    }
}

void Change::loop_close() {
    if (Loop* subject = loop()) {
        subject->activity = LoopActivity::closed;
        subject->ready.clear();
        subject->handles.clear();
        subject->timers.clear();
        subject->stopping = false;
    }
}

void Change::iteration_begin() {
    if (Loop* subject = loop()) {
        ++subject->iteration;
        subject->activity = LoopActivity::in_batch;
        subject->current = {};
        subject->current_label = 0;
    }
}

void Change::select(bool begins) {
    if (Loop* subject = loop()) {
        subject->activity = begins ? LoopActivity::selecting : LoopActivity::in_batch;
        subject->select_until = begins ? select_deadline(event_) : no_time;
    }
}

void Change::handle_queued() {
    Loop* subject = loop();
    if (subject != nullptr && event_.other.kind() == PartyKind::handle) {
        subject->handles.push_back({event_.other.number(), text(), no_time, site()});
        subject->ready.push_back(event_.other);
    }
}

void Change::timer_set() {
    Loop* subject = loop();
    if (subject != nullptr && event_.other.kind() == PartyKind::handle) {
        subject->timers.push_back({event_.other.number(), text(), event_.value, site()});
    }
}

void Change::timer_due() {
    Loop* subject = loop();
    if (subject == nullptr || event_.other.kind() != PartyKind::handle) {
        return;
    }
    const std::uint32_t number = event_.other.number();
    const std::optional<Handle> timer = subject->timers.take(number);
    subject->handles.push_back(timer ? *timer : Handle{number, text(), no_time, site()});
    subject->ready.push_back(event_.other);
}

void Change::handle_cancel() {
    if (Loop* subject = loop()) {
        subject->timers.take(event_.other.number());
        if (subject->handles.take(event_.other.number())) {
            subject->ready.remove(event_.other);
        }
    }
}

void Change::handle_begin() {
    Loop* subject = loop();
    if (subject == nullptr) {
        return;
    }
    const std::optional<Handle> handle = subject->handles.take(event_.other.number());
    subject->current = event_.other;
    subject->current_label = text() == 0 && handle ? handle->label : text();
    if (handle) {
        subject->ready.remove(event_.other);
    }
}

void Change::handle_end() {
    if (Loop* subject = loop()) {
        subject->current = {};
        subject->current_label = 0;
    }
}

}  // namespace coroscope::viz
