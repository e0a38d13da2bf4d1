#include "runtime/semaphore.hpp"

namespace coroscope::detail {

SemaphoreState::SemaphoreState(int value, std::optional<int> bound) : value_{value}, bound_{bound} {
    if (value < 0) {
        throw ValueError{"Semaphore initial value must be >= 0"};
    }
}

bool SemaphoreState::locked() const {
    return value_ == 0 || !std::ranges::all_of(waiters_, &Waiter::cancelled);
}

Coro<bool> SemaphoreState::acquire(Ref<SemaphoreState> semaphore) {
    if (!semaphore->locked()) {
        --semaphore->value_;
        co_return true;
    }
    const auto waiter = make_ref<Waiter>(semaphore->get_loop("Semaphore"), trace::Word::semaphore);
    const Future<void> turn{waiter};
    try {
        const PlaceInRow place{semaphore->waiters_, waiter};
        co_await turn;
    } catch (const CancelledError&) {
        // The permit was handed over already: pass it on.
        if (!waiter->cancelled()) {
            ++semaphore->value_;
            semaphore->wake_up_next();
        }
        throw;
    }
    if (semaphore->value_ > 0) {
        semaphore->wake_up_next();
    }
    co_return true;
}

void SemaphoreState::release() {
    if (bound_ && value_ >= *bound_) {
        throw ValueError{"BoundedSemaphore released too many times"};
    }
    ++value_;
    wake_up_next();
}

void SemaphoreState::wake_up_next() {
    const auto next = std::ranges::find_if_not(waiters_, &Waiter::done);
    if (next != waiters_.end()) {
        --value_;
        next->set_result();
    }
}

}  // namespace coroscope::detail
