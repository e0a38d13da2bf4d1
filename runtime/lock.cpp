#include "runtime/lock.hpp"

namespace coroscope::detail {

Coro<bool> LockState::acquire(Ref<LockState> lock) {
    if (!lock->locked_ && std::ranges::all_of(lock->waiters_, &Waiter::cancelled)) {
        lock->locked_ = true;
        co_return true;
    }
    const auto waiter = make_ref<Waiter>(lock->get_loop("Lock"), trace::Word::lock);
    const Future<void> turn{waiter};
    try {
        // Gone from the row before the catch below, which must not wake up itself.
        const PlaceInRow place{lock->waiters_, waiter};
        co_await turn;
    } catch (const CancelledError&) {
        if (!lock->locked_) {
            lock->wake_up_first();
        }
        throw;
    }
    lock->locked_ = true;
    co_return true;
}

void LockState::release() {
    if (!locked_) {
        throw RuntimeError{"Lock is not acquired."};
    }
    locked_ = false;
    wake_up_first();
}

// One that is done already will wake up and either take the lock or, if it was cancelled, come back
// here for the next.
void LockState::wake_up_first() {
    if (!waiters_.empty() && !waiters_.front().done()) {
        waiters_.front().set_result();
    }
}

}  // namespace coroscope::detail
