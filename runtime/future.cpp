#include "runtime/future.hpp"

#include "runtime/event_loop.hpp"
#include "runtime/program_run.hpp"

namespace coroscope {

using trace::Kind;
using trace::When;
using trace::Word;

namespace {

/// A future's done callback on its way through the loop's queue.
class DoneCallbackHandle final : public Handle {
public:
    DoneCallbackHandle(EventLoop& loop, Ref<DoneCallback> callback)
        : Handle{loop, callback->label, callback->begin}, callback_{std::move(callback)} {}
    [[nodiscard]] const DoneCallback* done_callback() const override { return callback_.get(); }
    void hear(FutureBase& future) override {
        future_ = Ref<FutureBase>{&future};
        Handle::hear(future);
    }
    void forget() override {
        callback_ = nullptr;
        future_ = nullptr;
    }

private:
    void invoke() override {
        if (trace::Writer* trace = trace::writer()) {
            trace->emit(Kind::callback_run,
                        {.text = label(), .site = site(), .other = future_->party()},
                        When::as_the_last);
            after_beat();
        }
        callback_->call(*future_);
    }
    Ref<DoneCallback> callback_;
    Ref<FutureBase> future_;  // once that is done
};

}  // namespace

// A task whose frames are destroyed is none that all_tasks knows.
void FutureBase::leave_tasks() {
    loop_.tasks_.remove(*this);
    is_among_tasks_ = false;
    if (!done()) {
        loop_.futures_.add(*this);
    }
}

void FutureBase::report_created() {
    trace::Writer& trace = *trace::writer();
    number_ = trace.recorder().next_future();
    trace.emit(Kind::future_new, {.text = id_of(made_by_), .other = party(), .loop = loop_.id()});
}

void FutureBase::leave_registry() { registry().remove(*this); }

void FutureBase::report_unretrieved_exception() {
    unretrieved_ = false;
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::exception_unretrieved, {.value = loop_.stream_of_complaints(),
                                                  .text = trace->intern(describe(exception_)),
                                                  .other = party()});
    }
    // The handler may take references; what they count is at its end already.
    Ref<FutureBase> dying{this};
    loop_.call_exception_handler(
        {.message = std::string(class_name()) + " exception was never retrieved",
         .exception = exception_,
         .future = this});
    dying.detach();
}

void FutureBase::drop_listeners() {
    leave_registry();
    const ListenerList listeners = std::move(listeners_);
}

bool FutureBase::cancel(std::optional<std::string> message, const Place&) {
    unretrieved_ = false;
    if (done()) {
        return false;
    }
    message_.set(std::move(message));
    finish(State::cancelled);
    return true;
}

std::exception_ptr FutureBase::exception() {
    if (state_ == State::cancelled) {
        std::rethrow_exception(make_cancelled_error());
    }
    if (state_ == State::pending) {
        throw InvalidStateError{"Exception is not set."};
    }
    unretrieved_ = false;
    return exception_;
}

void FutureBase::set_exception(std::exception_ptr error) {
    require_pending();
    exception_ = std::move(error);
    finish(State::failed);
    unretrieved_ = true;  // not where its loop is closed, and who was to hear of it could not
}

void FutureBase::throw_instead_of_result() {
    if (state_ == State::cancelled) {
        std::rethrow_exception(make_cancelled_error());
    }
    if (state_ == State::pending) {
        throw InvalidStateError{"Result is not set."};
    }
    unretrieved_ = false;
    std::rethrow_exception(exception_);
}

void FutureBase::throw_not_pending() { throw InvalidStateError{"invalid state"}; }

void FutureBase::throw_is_task(const char* operation) {
    throw RuntimeError{std::string("Task does not support ") + operation + " operation"};
}

std::exception_ptr FutureBase::make_cancelled_error() {
    if (cancelled() && exception_) {
        return std::exchange(exception_, nullptr);
    }
    return std::make_exception_ptr(CancelledError{message_.get()});
}

std::string FutureBase::failure_type() const {
    switch (state_) {
        case State::pending:
            return {};
        case State::cancelled:
            return "CancelledError";
        case State::failed:
            return exception_type(exception_);
        case State::finished:
            return {};
    }
    return {};
}

void FutureBase::add_done_callback(Ref<DoneCallback> callback) {
    if (trace::Writer* trace = trace::writer()) {
        trace->emit(Kind::callback_add,
                    {.text = callback->label, .site = callback->site, .other = party()});
    }
    Listener& listener = *make_ref<DoneCallbackHandle>(loop_, std::move(callback)).detach();
    if (done()) {
        listener.hear(*this);
        return;
    }
    listeners_.add(listener);
    if (place_ == 0) {
        loop_.futures_.add(*this);
    }
}

std::size_t FutureBase::remove_done_callback(const DoneCallback& callback) {
    std::size_t removed = 0;
    for (ListenerList all = std::move(listeners_); !all.empty();) {
        Listener& listener = all.take_first();
        const DoneCallback* const its = listener.done_callback();
        if (its != nullptr && its->equals(callback)) {
            ++removed;
            listener.drop();
        } else {
            listeners_.add(listener);
        }
    }
    trace::Writer* trace = trace::writer();
    for (std::size_t i = 0; trace != nullptr && i < removed; ++i) {
        trace->emit(Kind::callback_remove,
                    {.text = callback.label, .site = callback.site, .other = party()});
    }
    return removed;
}

void FutureBase::report_done(trace::Writer& trace) {
    if (state_ == State::failed) {
        return report_failed(trace);
    }
    const Word how = cancelled() ? Word::cancelled : Word::result;
    trace.emit(Kind::future_done, {.text = id_of(how), .other = party(), .loop = loop_.id()});
}

// Not in place: to describe an exception would cost registers also where there is none.
[[gnu::noinline]] void FutureBase::report_failed(trace::Writer& trace) const {
    trace.emit(Kind::future_done,
               {.text = trace.intern(describe(exception_)), .other = party(), .loop = loop_.id()});
}

void FutureBase::finish(State state) {
    be_done(state);
    if (trace::writer() != nullptr) {
        return finish_recorded();
    }
    tell_listeners();
}

void FutureBase::finish_recorded() {
    report_done(*trace::writer());
    tell_listeners();
}

// Each hears of it through the queue, in the order of adding.
void FutureBase::tell_many_listeners() {
    for (ListenerList listeners = std::move(listeners_); !listeners.empty();) {
        listeners.take_first().hear(*this);
    }
}

}  // namespace coroscope
