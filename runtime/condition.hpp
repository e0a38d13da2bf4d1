// asyncio.Condition: tasks that hold a lock wait, without it, until another one notifies them.
//
// Copies are the same condition. Thread rule: the loop's own thread.
#pragma once

#include "runtime/lock.hpp"

namespace coroscope {

namespace detail {

class BarrierState;

class ConditionState final : public RefCounted, LoopBound {
public:
    /// `made_for` is what recordings say that its waiters wait for.
    explicit ConditionState(Lock lock, trace::Word made_for = trace::Word::condition)
        : lock_{std::move(lock)}, made_for_{made_for} {}

    static Coro<bool> wait(Ref<ConditionState> condition);
    template <class Predicate>
    static auto wait_for(Ref<ConditionState> condition, Predicate predicate)
        -> Coro<decltype(predicate())> {
        auto result = predicate();
        while (!result) {
            co_await wait(condition);
            result = predicate();
        }
        co_return result;
    }
    void notify(std::size_t count);
    void notify_all() { notify(std::numeric_limits<std::size_t>::max()); }
    [[nodiscard]] const Lock& lock() const { return lock_; }

private:
    Lock lock_;
    const trace::Word made_for_;
    Waiters waiters_;
};

}  // namespace detail

class Condition {
public:
    /// asyncio.Condition: with a lock of its own, or with one that it shares.
    explicit Condition(Lock lock = {})
        : state_{make_ref<detail::ConditionState>(std::move(lock))} {}

    /// The lock's acquire, release and locked.
    Coro<bool> acquire() const { return state_->lock().acquire(); }
    void release() const { state_->lock().release(); }
    [[nodiscard]] bool locked() const { return state_->lock().locked(); }

    /// Condition.wait: lets go of the lock, waits to be notified, and holds the lock again when it
    /// returns or throws. True. Throws RuntimeError where the lock is not held.
    Coro<bool> wait() const { return detail::ConditionState::wait(state_); }
    /// Condition.wait_for: waits until `predicate()` holds, and returns what it returned.
    template <class Predicate>
    auto wait_for(Predicate predicate) const {
        return detail::ConditionState::wait_for(state_, std::move(predicate));
    }
    /// Condition.notify: wakes the first `count` who wait; they go on once the lock is theirs.
    /// Throws RuntimeError where the lock is not held.
    void notify(std::size_t count = 1) const { state_->notify(count); }
    /// Condition.notify_all.
    void notify_all() const { state_->notify_all(); }

    friend bool operator==(const Condition&, const Condition&) = default;

private:
    friend class detail::BarrierState;
    explicit Condition(Ref<detail::ConditionState> state) : state_{std::move(state)} {}

    Ref<detail::ConditionState> state_;
};

}  // namespace coroscope
