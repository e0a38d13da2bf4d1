// asyncio.Semaphore and BoundedSemaphore: so many holders at a time, first come, first served.
// Whoever releases hands the permit to the first who waits, so that no newcomer can take it first.
//
// Copies are the same semaphore. Thread rule: the loop's own thread.
#pragma once

#include "runtime/loop_bound.hpp"
#include "runtime/waiters.hpp"

namespace coroscope {

namespace detail {

class SemaphoreState final : public RefCounted, LoopBound {
public:
    SemaphoreState(int value, std::optional<int> bound);

    static Coro<bool> acquire(Ref<SemaphoreState> semaphore);
    void release();
    [[nodiscard]] bool locked() const;

private:
    void wake_up_next();

    Waiters waiters_;
    int value_;
    std::optional<int> bound_;  // of a BoundedSemaphore
};

}  // namespace detail

class Semaphore {
public:
    /// asyncio.Semaphore. Throws ValueError for a negative value.
    explicit Semaphore(int value = 1) : Semaphore{value, std::nullopt} {}

    /// Semaphore.acquire: takes a permit, or waits until one is handed over. True.
    Coro<bool> acquire() const { return detail::SemaphoreState::acquire(state_); }
    /// Semaphore.release: gives a permit to the first who waits, or back. A bounded one throws
    /// ValueError where it would have more than at first.
    void release() const { state_->release(); }
    /// Semaphore.locked: would acquire have to wait?
    [[nodiscard]] bool locked() const { return state_->locked(); }

    friend bool operator==(const Semaphore&, const Semaphore&) = default;

protected:
    Semaphore(int value, std::optional<int> bound)
        : state_{make_ref<detail::SemaphoreState>(value, bound)} {}

private:
    Ref<detail::SemaphoreState> state_;
};

/// asyncio.BoundedSemaphore: one that notices when it is released too often.
class BoundedSemaphore : public Semaphore {
public:
    explicit BoundedSemaphore(int value = 1) : Semaphore{value, value} {}
};

}  // namespace coroscope
