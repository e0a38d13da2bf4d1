// asyncio.Barrier: a number of tasks wait for each other and then go on together, again and again.
//
// Copies are the same barrier. Thread rule: the loop's own thread.
#pragma once

#include "runtime/condition.hpp"

namespace coroscope {

namespace detail {

class BarrierState final : public RefCounted {
public:
    explicit BarrierState(int parties);

    static Coro<int> wait(Ref<BarrierState> barrier);
    static Coro<void> reset(Ref<BarrierState> barrier);
    static Coro<void> abort(Ref<BarrierState> barrier);
    [[nodiscard]] int parties() const { return parties_; }
    [[nodiscard]] int n_waiting() const { return phase_ == Phase::filling ? count_ : 0; }
    [[nodiscard]] bool broken() const { return phase_ == Phase::broken; }

private:
    enum class Phase : std::uint8_t { filling, draining, resetting, broken };

    static Coro<void> block(Ref<BarrierState> barrier);
    static Coro<void> wait_until_full(Ref<BarrierState> barrier);
    void leave();

    Condition condition_;  // notified whenever the phase changes
    int parties_;
    Phase phase_ = Phase::filling;
    int count_ = 0;  // of the tasks in here
};

}  // namespace detail

class Barrier {
public:
    /// asyncio.Barrier. Throws ValueError for less than one party.
    explicit Barrier(int parties) : state_{make_ref<detail::BarrierState>(parties)} {}

    /// Barrier.wait: until all parties are here. Which of them the caller was, from 0. Throws
    /// BrokenBarrierError where the barrier is aborted or reset meanwhile.
    Coro<int> wait() const { return detail::BarrierState::wait(state_); }
    /// Barrier.reset: who waits gets BrokenBarrierError; then it is as new.
    Coro<void> reset() const { return detail::BarrierState::reset(state_); }
    /// Barrier.abort: everybody who waits or will wait gets BrokenBarrierError.
    Coro<void> abort() const { return detail::BarrierState::abort(state_); }
    /// Barrier.parties, n_waiting and broken.
    [[nodiscard]] int parties() const { return state_->parties(); }
    [[nodiscard]] int n_waiting() const { return state_->n_waiting(); }
    [[nodiscard]] bool broken() const { return state_->broken(); }

    friend bool operator==(const Barrier&, const Barrier&) = default;

private:
    Ref<detail::BarrierState> state_;
};

}  // namespace coroscope
