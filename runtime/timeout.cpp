#include "runtime/timeout.hpp"

namespace coroscope {

namespace detail {

/// Timeout._on_timeout as a callback.
struct OnTimeout {
    Ref<TimeoutState> timeout;
    void operator()() const { timeout->on_timeout(); }
    [[nodiscard]] static std::string label() {
        return std::string(trace::words[id_of(trace::Word::on_timeout)]);
    }
};

void TimeoutState::enter() {
    if (phase_ != Phase::created) {
        throw RuntimeError{"Timeout has already been entered"};
    }
    if (current_task() == nullptr) {
        throw RuntimeError{"Timeout should be used inside a task"};
    }
    phase_ = Phase::entered;
    task_ = Ref<FutureBase>{&current_task()->future()};
    cancelling_ = current_task()->cancelling();
    reschedule(when_);
}

void TimeoutState::reschedule(std::optional<Nanoseconds> when) {
    switch (phase_) {
        case Phase::created:
            throw RuntimeError{"Timeout has not been entered"};
        case Phase::entered:
            break;
        case Phase::expiring:
            throw RuntimeError{"Cannot change state of expiring Timeout"};
        case Phase::expired:
            throw RuntimeError{"Cannot change state of expired Timeout"};
        case Phase::exited:
            throw RuntimeError{"Cannot change state of finished Timeout"};
    }
    when_ = when;
    if (handler_) {
        handler_->cancel();
    }
    EventLoop& loop = get_running_loop();
    const OnTimeout callback{Ref<TimeoutState>{this}};
    if (!when) {
        handler_ = nullptr;
    } else if (*when <= loop.time()) {
        handler_ = loop.call_soon(callback);
    } else {
        handler_ = loop.call_at(*when, callback);
    }
}

void TimeoutState::exit(const std::exception_ptr& error) {
    if (handler_) {
        handler_->cancel();
        handler_ = nullptr;
    }
    if (phase_ == Phase::entered) {
        phase_ = Phase::exited;
    } else if (phase_ == Phase::expiring) {
        phase_ = Phase::expired;
        // As many requests as at the beginning: none but ours was added.
        if (task_->as_task()->uncancel() <= cancelling_ && is_cancelled_error(error)) {
            throw TimeoutError{};
        }
    }
}

void TimeoutState::on_timeout() {
    task_->cancel({}, {});
    phase_ = Phase::expiring;
    handler_ = nullptr;
}

}  // namespace detail

Coro<Timeout> Timeout::aenter(Timeout timeout) {
    timeout.state_->enter();
    co_return timeout;
}

Coro<void> Timeout::aexit(Timeout timeout, std::exception_ptr error) {
    timeout.state_->exit(error);
    co_return;
}

Timeout timeout(std::optional<Nanoseconds> delay) {
    return Timeout{delay ? std::optional{get_running_loop().time() + *delay} : std::nullopt};
}

}  // namespace coroscope
