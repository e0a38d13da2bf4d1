#include "runtime/condition.hpp"

namespace coroscope::detail {

namespace {

/// `finally` of wait: the lock is held again whatever happened, also if that wait is cancelled.
Coro<void> acquire_again(Lock lock) {
    bool cancelled = false;
    for (;;) {
        try {
            co_await lock.acquire();
            break;
        } catch (const CancelledError&) {
            cancelled = true;
        }
    }
    if (cancelled) {
        throw CancelledError{};
    }
}

}  // namespace

Coro<bool> ConditionState::wait(Ref<ConditionState> condition) {
    if (!condition->lock_.locked()) {
        throw RuntimeError{"cannot wait on un-acquired lock"};
    }
    condition->lock_.release();
    std::exception_ptr error;
    try {
        const auto waiter =
            make_ref<Waiter>(condition->get_loop("Condition"), condition->made_for_);
        const Future<void> notified{waiter};
        const PlaceInRow place{condition->waiters_, waiter};
        co_await notified;
    } catch (...) {
        error = std::current_exception();
    }
    co_await acquire_again(condition->lock_);
    if (error) {
        std::rethrow_exception(error);
    }
    co_return true;
}

void ConditionState::notify(std::size_t count) {
    if (!lock_.locked()) {
        throw RuntimeError{"cannot notify on un-acquired lock"};
    }
    for (Waiter& waiter : waiters_) {
        if (count == 0) {
            break;
        }
        if (!waiter.done()) {
            --count;
            waiter.set_result();
        }
    }
}

}  // namespace coroscope::detail
