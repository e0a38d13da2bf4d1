#include "runtime/concurrent_future.hpp"

#include <algorithm>

#include "runtime/blocking.hpp"
#include "runtime/program_run.hpp"

namespace coroscope::detail {

using trace::Kind;
using trace::Word;

ConcurrentBase::ConcurrentBase(Word made_by) {
    if (trace::Writer* trace = trace::writer()) {
        number_ = trace->recorder().next_future();
        trace->emit(Kind::future_new, {.text = id_of(made_by), .other = party()});
    }
}

bool ConcurrentBase::cancel() {
    std::unique_lock lock{mutex_};
    if (state_ == State::running || state_ == State::finished) {
        return false;
    }
    if (state_ == State::pending) {
        finish(std::move(lock), State::cancelled);
    }
    return true;
}

bool ConcurrentBase::cancelled() const {
    const std::scoped_lock lock{mutex_};
    return state_ == State::cancelled || state_ == State::notified;
}

bool ConcurrentBase::running() const {
    const std::scoped_lock lock{mutex_};
    return state_ == State::running;
}

bool ConcurrentBase::done() const {
    const std::scoped_lock lock{mutex_};
    return state_ != State::pending && state_ != State::running;
}

bool ConcurrentBase::set_running_or_notify_cancel() {
    const std::scoped_lock lock{mutex_};
    if (state_ == State::cancelled) {
        state_ = State::notified;
        return false;
    }
    if (state_ != State::pending) {
        throw RuntimeError{"Future in unexpected state"};
    }
    state_ = State::running;
    return true;
}

void ConcurrentBase::require_unfinished() const {
    if (state_ != State::pending && state_ != State::running) {
        throw InvalidStateError{"the future is done already"};
    }
}

void ConcurrentBase::set_exception(std::exception_ptr error) {
    std::unique_lock lock{mutex_};
    require_unfinished();
    exception_ = std::move(error);
    finish(std::move(lock), State::finished);
}

std::exception_ptr ConcurrentBase::failure() const {
    const std::scoped_lock lock{mutex_};
    return state_ == State::finished ? exception_ : nullptr;
}

void ConcurrentBase::finish(std::unique_lock<std::mutex> lock, State state) {
    if (trace::Writer* trace = trace::writer()) {
        const trace::StringId how = state == State::cancelled ? id_of(Word::cancelled)
                                    : exception_              ? trace->intern(describe(exception_))
                                                              : id_of(Word::result);
        trace->emit(Kind::future_done, {.text = how, .other = party()});
    }
    state_ = state;
    for (Participant* waiter : waiters_) {
        current_run().clock().wake(*waiter);
    }
    const auto callbacks = std::exchange(callbacks_, {});
    lock.unlock();
    for (const auto& callback : callbacks) {
        run_callback(*callback);
    }
}

void ConcurrentBase::add_done_callback(std::unique_ptr<ConcurrentCallback> callback) {
    {
        const std::scoped_lock lock{mutex_};
        if (state_ == State::pending || state_ == State::running) {
            callbacks_.push_back(std::move(callback));
            return;
        }
    }
    run_callback(*callback);
}

// An Exception is logged; whatever is more than that goes on.
void ConcurrentBase::run_callback(ConcurrentCallback& callback) {
    try {
        callback.call(*this);
    } catch (const Exception&) {
        current_run().log("exception calling callback");
        current_run().log(describe(std::current_exception()));
    }
}

void ConcurrentBase::wait_until_done(std::optional<Nanoseconds> timeout, const Place& where) {
    if (!done()) {
        if (timeout && *timeout <= Nanoseconds{0}) {
            throw TimeoutError{};
        }
        Participant* me = coroscope::current().thread;
        {
            const std::scoped_lock lock{mutex_};
            waiters_.push_back(me);
        }
        struct Forget {
            ConcurrentBase& future;
            Participant* me;
            ~Forget() {
                const std::scoped_lock lock{future.mutex_};
                future.waiters_.erase(std::ranges::find(future.waiters_, me));
            }
        } const forget{*this, me};
        const Blocking call{.text = Word::result,
                            .other = party(),
                            .timeout = timeout,
                            .what = [] { return std::string("a result"); },
                            .where = where};
        if (!block_until(call, [this] { return done(); })) {
            throw TimeoutError{};
        }
    }
    if (cancelled()) {
        throw FutureCancelledError{};
    }
}

std::exception_ptr ConcurrentBase::exception(std::optional<Nanoseconds> timeout,
                                             const Place& where) {
    wait_until_done(timeout, where);
    return failure();
}

}  // namespace coroscope::detail
