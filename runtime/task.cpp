#include "runtime/task.hpp"

#include "runtime/event_loop.hpp"
#include "runtime/program_run.hpp"

namespace coroscope {

using trace::Kind;
using trace::When;
using trace::Word;

void TaskBase::join_failed() {
    if (id() != 0) {
        is_among_failed_ = true;
        loop().failed_tasks_.emplace(id(), this);
    }
}

void TaskBase::leave_failed() { loop().failed_tasks_.erase(id()); }

void TaskBase::set_name(std::string name) {
    name_.set(std::move(name));
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::task_renamed, {.task = id(), .text = trace->intern(name_.text())});
    }
}

namespace {

/// On whose behalf code runs on this thread.
trace::Party acting() {
    const Current& here = current();
    return !here.actor && here.task != nullptr ? trace::Party::task(here.task->id()) : here.actor;
}

/// How many calls of `cancel` this thread is in: a task's cancels what it awaits.
thread_local std::uint32_t cancels_nested = 0;

/// One of them. In a circle of tasks that has no end but CPython's: 990 calls from a main that
/// asyncio.run runs.
class CancelNesting {
public:
    CancelNesting() {
        constexpr std::uint32_t most = 990;
        if (cancels_nested >= most) {
            throw RecursionError{"maximum recursion depth exceeded while calling a Python object"};
        }
        ++cancels_nested;
    }
    CancelNesting(const CancelNesting&) = delete;
    CancelNesting& operator=(const CancelNesting&) = delete;
    ~CancelNesting() { --cancels_nested; }
};

}  // namespace

bool TaskBase::request_cancel(std::optional<std::string> message, const Place& where) {
    const CancelNesting nesting;
    const bool asked = !future_.done();
    if (asked) {
        ++cancel_requests_;
        // The awaited future is cancelled at once; only if there is none, or it cannot be, does the
        // next step throw.
        if (!waiter_ || !waiter_->cancel(message, {})) {
            note(Disturbance::cancellation);
            future_.message_.set(message);
        }
    }
    future_.forget_failure();
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::cancel_asked, {.value = asked ? 1 : 0,
                                         .task = id(),
                                         .text = message ? trace->intern(*message) : 0,
                                         .site = trace->site(where),
                                         .other = acting(),
                                         .loop = loop().id()});
        after_beat();
    }
    return asked;
}

int TaskBase::uncancel() {
    cancel_requests_ = std::max(0, cancel_requests_ - 1);
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::uncancel, {.value = cancel_requests_, .task = id()});
    }
    return cancel_requests_;
}

void TaskBase::hear(FutureBase& awaited) {
    EventLoop& loop = this->loop();
    if (loop.is_closed()) {
        drop_unheard();
    }
    if (trace::writer() != nullptr) {
        return hear_recorded(awaited);
    }
    loop.push(*this);
}

void TaskBase::drop_unheard() {
    const auto last = Ref<FutureBase>::adopt(&future_);
    EventLoop::throw_closed();
}

void TaskBase::fail_next_step(std::exception_ptr error) {
    throw_in(std::move(error));
    loop().require_open();
    future_.retain();
    loop().push(*this);
}

// What the next step throws in; null where the result() of what it awaited throws by itself.
std::exception_ptr TaskBase::what_to_throw(FutureBase* awaited) {
    if (awaited != nullptr && awaited->done()) {
        awaited->forget_failure();
    }
    std::exception_ptr thrown = take_thrown();
    if (has(Disturbance::cancellation)) {
        forget(Disturbance::cancellation);
        // A gather fails with the cancellation of a child: that is the one that is thrown then.
        const bool throws_cancelled =
            awaited != nullptr && (awaited->cancelled() || is_cancelled_error(awaited->failure()));
        if (!is_cancelled_error(thrown) && !throws_cancelled) {
            thrown = std::make_exception_ptr(CancelledError{future_.message_.get()});
        }
    }
    return thrown;
}

// What comes before a step that does more than go on: something is thrown in, or the task is done
// already. Does the coroutine run?
bool TaskBase::begin_special_step() {
    if (future_.done()) {
        refuse_step();
    }
    const Ref<FutureBase> awaited = std::exchange(waiter_, nullptr);
    if (std::exception_ptr thrown = what_to_throw(awaited.get())) {
        throw_in(std::move(thrown));
    }
    if (trace::Writer* trace = trace::writer()) {
        trace->begin_step(
            id(), site_,
            trace->intern(has(Disturbance::exception) ? exception_type(future_.exception_)
                                                      : awaited->failure_type()));
        if (trace->watcher != nullptr) {
            let_person_act(true);
        }
    }
    // One that has not started awaits nothing, and so something is thrown in: its body does not
    // run, nor its clean-up.
    return started_;
}

// What comes before a step of one that waited for something which others may take first. Does the
// coroutine run? Not where it has to wait again.
bool TaskBase::begin_turn() {
    if (trace::writer() != nullptr) {
        return begin_recorded_turn();
    }
    const bool runs = !waiter_->waits_again();
    if (runs) {
        waiter_ = nullptr;
    }
    return runs;
}

// A person's interrupt may be thrown in.
void TaskBase::let_person_act(bool is_thrown) {
    if (std::exception_ptr thrown = current_run().act_in_step(is_thrown)) {
        throw_in(std::move(thrown));
    }
}

void TaskBase::refuse_step() {
    const auto last = Ref<FutureBase>::adopt(&future_);
    current().task = nullptr;
    throw InvalidStateError{"_step(): already done"};
}

// The step ended at an await of a future that will wake it, and no error or cancellation is about.
inline bool TaskBase::waits_as_usual() const {
    return waiter_ && !waiter_->done() && &waiter_->get_loop() == &loop() &&
           waiter_.get() != &future_ && !is_disturbed();
}

// Task.__step: run the coroutine to its next await that cannot go on, or to its end.
void TaskBase::run() {
    Current& here = current();
    here.task = this;
    bool runs = true;
    // Nothing but a cancellation can have come to one that yielded.
    const bool has_only_yielded = yielded_ && !is_disturbed();
    yielded_ = false;
    if (has_only_yielded) [[likely]] {
        if (trace::writer() != nullptr) [[unlikely]] {
            report_goes_on();
        }
    } else {
        const bool goes_on =
            (!waiter_ || waiter_->has_result()) && !is_disturbed() && !future_.done();
        if (!goes_on) {
            runs = begin_special_step();
        } else if (waiter_ && waiter_->may_wait_again()) {
            runs = begin_turn();
        } else if (trace::writer() != nullptr) {
            runs = begin_recorded_step();
        } else {
            waiter_ = nullptr;
        }
        if (!started_) {
            started_ = runs;
        }
    }
    if (runs) [[likely]] {
        suspended_->handle().resume();
    }
    if (yielded_) [[likely]] {
        // Its loop runs, and so is open; the reference goes back into the queue.
        here.loop->push(*this);
        here.task = nullptr;
        if (trace::writer() != nullptr) [[unlikely]] {
            report_yielded();
        }
    } else if (waits_as_usual()) {
        // The future's list takes over the reference.
        waiter_->listeners_.add(*this);
        here.task = nullptr;
        if (trace::writer() != nullptr) {
            report_left_waiting();
        }
    } else {
        end_step();
    }
}

// What comes after a step that does more than yield or wait.
void TaskBase::end_step() {
    if (is_disturbed()) {
        return end_special_step();
    }
    if (waiter_) {
        return end_unusual_wait();
    }
    const auto keep = Ref<FutureBase>::adopt(&future_);
    if (trace::writer() != nullptr) {
        return end_recorded_step();
    }
    future_.finish(FutureBase::State::finished);
    current().task = nullptr;
}

void TaskBase::end_unusual_wait() {
    const auto keep = Ref<FutureBase>::adopt(&future_);
    if (wait_for_future()) {
        leave(Word::waits, When::as_the_last);
    }
}

// The same where an error or a cancellation is about.
void TaskBase::end_special_step() {
    const auto keep = Ref<FutureBase>::adopt(&future_);
    if (trace::writer() != nullptr) {
        report_exit();
    }
    // What must leave the loop too.
    std::exception_ptr leaves_loop;
    if (!waiter_) {
        leaves_loop = conclude(take_thrown());
        leave(Word::ends, When::as_the_last);
    } else if (wait_for_future()) {
        leaves_loop = cancel_awaited();
        leave(Word::waits, When::as_the_last);
    }
    if (leaves_loop) {
        loop().keep_for(leaves_loop, future_);
        std::rethrow_exception(leaves_loop);
    }
}

// The step ended at an await of a future that is not done. May it wait for that?
bool TaskBase::wait_for_future() {
    if (waiter_.get() == &future_ || &waiter_->get_loop() != &loop()) {
        refuse_awaited();
        return false;
    }
    if (trace::writer() != nullptr) {
        report_waits();
    }
    future_.retain();
    if (waiter_->done()) {
        hear(*waiter_);
    } else {
        waiter_->listeners_.add(*this);
    }
    return true;
}

void TaskBase::refuse_awaited() {
    const bool awaits_itself = waiter_.get() == &future_;
    waiter_->spoil_await();
    waiter_ = nullptr;
    const std::string me = "Task '" + get_name() + "'";
    fail_next_step(std::make_exception_ptr(
        RuntimeError{awaits_itself ? "Task cannot await on itself: " + me
                                   : me + " got Future attached to a different loop"}));
    leave(Word::refused, When::now);
}

// It waits; but where somebody asked for its cancellation meanwhile, for what it awaits that is
// cancelled. Returns what a person's interrupt throws into that.
std::exception_ptr TaskBase::cancel_awaited() {
    try {
        if (has(Disturbance::cancellation) && waiter_->cancel(future_.message_.get(), {})) {
            forget(Disturbance::cancellation);
        }
    } catch (const KeyboardInterrupt&) {
        return std::current_exception();
    }
    return nullptr;
}

// The coroutine has ended, by that error or with its value, but with a cancellation asked for.
// Returns what must leave the loop too.
std::exception_ptr TaskBase::conclude(std::exception_ptr error) {
    if (!error) {
        forget(Disturbance::cancellation);
        finish_cancelled(future_.message_.get(), nullptr);
        return nullptr;
    }
    try {
        std::rethrow_exception(error);
    } catch (const CancelledError&) {
        finish_cancelled({}, error);
        return nullptr;
    } catch (const KeyboardInterrupt&) {
    } catch (const Abandoned&) {
    } catch (const SystemExit&) {
    } catch (...) {
        finish_failed(error);
        return nullptr;
    }
    finish_failed(error);
    return error;
}

void TaskBase::destroy_frames() {
    if (!future_.done() && logs_destruction_) {
        if (trace::Writer* trace = trace::writer()) {
            trace->emit(
                Kind::destroyed_pending,
                {.value = loop().stream_of_complaints(), .task = id(), .loop = loop().id()});
        }
        loop().call_exception_handler(
            {.message = "Task was destroyed but it is pending!", .task = this});
    }
    future_.leave_tasks();
    // Innermost first, each taken from its owner before it goes: no frame destroys another.
    while (started_ && suspended_ != root_) {
        detail::PromiseBase* frame = std::exchange(suspended_, suspended_->parent);
        frame->owner->release();
        frame->handle().destroy();
    }
    if (!started_) {
        detail::never_awaited(*root_);
    }
    destroy_root();
    waiter_ = nullptr;
}

}  // namespace coroscope
