#include "runtime/barrier.hpp"

#include "runtime/async_with.hpp"

namespace coroscope::detail {

BarrierState::BarrierState(int parties)
    : condition_{make_ref<ConditionState>(Lock{}, trace::Word::barrier)}, parties_{parties} {
    if (parties < 1) {
        throw ValueError{"parties must be > 0"};
    }
}

Coro<int> BarrierState::wait(Ref<BarrierState> barrier) {
    co_return co_await async_with(barrier->condition_, [&barrier]() -> Coro<int> {
        co_await block(barrier);
        std::exception_ptr error;
        const int index = barrier->count_++;
        try {
            if (index + 1 == barrier->parties_) {
                // Whoever comes now waits until all of these have left.
                barrier->phase_ = Phase::draining;
                barrier->condition_.notify_all();
            } else {
                co_await wait_until_full(barrier);
            }
        } catch (...) {
            error = std::current_exception();
        }
        barrier->leave();
        if (error) {
            std::rethrow_exception(error);
        }
        co_return index;
    });
}

// Until the barrier is ready for the caller.
Coro<void> BarrierState::block(Ref<BarrierState> barrier) {
    co_await barrier->condition_.wait_for([&barrier] {
        return barrier->phase_ != Phase::draining && barrier->phase_ != Phase::resetting;
    });
    if (barrier->phase_ == Phase::broken) {
        throw BrokenBarrierError{"Barrier aborted"};
    }
}

Coro<void> BarrierState::wait_until_full(Ref<BarrierState> barrier) {
    co_await barrier->condition_.wait_for([&barrier] { return barrier->phase_ != Phase::filling; });
    if (barrier->phase_ == Phase::broken || barrier->phase_ == Phase::resetting) {
        throw BrokenBarrierError{"Abort or reset of barrier"};
    }
}

// A task leaves; the last one lets in who waits for that.
void BarrierState::leave() {
    if (--count_ > 0) {
        return;
    }
    if (phase_ == Phase::resetting || phase_ == Phase::draining) {
        phase_ = Phase::filling;
    }
    condition_.notify_all();
}

Coro<void> BarrierState::reset(Ref<BarrierState> barrier) {
    co_await async_with(barrier->condition_, [&barrier] {
        barrier->phase_ = barrier->count_ > 0 ? Phase::resetting : Phase::filling;
        barrier->condition_.notify_all();
    });
}

Coro<void> BarrierState::abort(Ref<BarrierState> barrier) {
    co_await async_with(barrier->condition_, [&barrier] {
        barrier->phase_ = Phase::broken;
        barrier->condition_.notify_all();
    });
}

}  // namespace coroscope::detail
