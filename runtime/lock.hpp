// asyncio.Lock: one holder at a time, strictly first come, first served. Whoever comes while others
// wait queues behind them, also where the lock has just been released.
//
// A Lock is held like a task: copies are the same lock, so a coroutine takes it by value.
// Thread rule: the loop's own thread; locks are not thread-safe.
#pragma once

#include "runtime/loop_bound.hpp"
#include "runtime/waiters.hpp"

namespace coroscope {

namespace detail {

class LockState final : public RefCounted, LoopBound {
public:
    static Coro<bool> acquire(Ref<LockState> lock);
    void release();
    [[nodiscard]] bool locked() const { return locked_; }

private:
    void wake_up_first();

    Waiters waiters_;
    bool locked_ = false;
};

}  // namespace detail

class Lock {
public:
    Lock() : state_{make_ref<detail::LockState>()} {}

    /// Lock.acquire: waits until it is the caller's turn, then holds the lock. True.
    Coro<bool> acquire() const { return detail::LockState::acquire(state_); }
    /// Lock.release: the first who waits goes on. Throws RuntimeError if nobody holds it.
    void release() const { state_->release(); }
    /// Lock.locked.
    [[nodiscard]] bool locked() const { return state_->locked(); }

    friend bool operator==(const Lock&, const Lock&) = default;

private:
    Ref<detail::LockState> state_;
};

}  // namespace coroscope
