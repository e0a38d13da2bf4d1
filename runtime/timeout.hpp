// asyncio.timeout and timeout_at: a block of code that is cancelled after a given time.
//
//     co_await async_with(timeout(2s), [&](Timeout deadline) -> Coro<void> { … });
//
// What it cancels is the task that runs the block; the CancelledError comes out of the block as
// TimeoutError, unless somebody else has cancelled the task as well.
// Copies are the same timeout. Thread rule: the loop's own thread.
#pragma once

#include "runtime/async_with.hpp"
#include "runtime/event_loop.hpp"

namespace coroscope {

namespace detail {

class TimeoutState final : public RefCounted {
public:
    explicit TimeoutState(std::optional<Nanoseconds> when) : when_{when} {}

    void enter();
    /// Throws TimeoutError where `error` is the cancellation that this timeout asked for.
    void exit(const std::exception_ptr& error);
    [[nodiscard]] std::optional<Nanoseconds> when() const { return when_; }
    void reschedule(std::optional<Nanoseconds> when);
    [[nodiscard]] bool expired() const {
        return phase_ == Phase::expiring || phase_ == Phase::expired;
    }

private:
    friend struct OnTimeout;
    enum class Phase : std::uint8_t { created, entered, expiring, expired, exited };

    void on_timeout();

    Phase phase_ = Phase::created;
    std::optional<Nanoseconds> when_;
    Ref<Handle> handler_;
    Ref<FutureBase> task_;
    int cancelling_ = 0;  // the task's cancel requests when it was entered
};

}  // namespace detail

class Timeout {
public:
    explicit Timeout(std::optional<Nanoseconds> when)
        : state_{make_ref<detail::TimeoutState>(when)} {}

    /// Timeout.when: by the loop's clock; none if it is never.
    [[nodiscard]] std::optional<Nanoseconds> when() const { return state_->when(); }
    /// Timeout.reschedule: another time, or none. Throws RuntimeError outside of the block and
    /// where the time is up already.
    void reschedule(std::optional<Nanoseconds> when) const { state_->reschedule(when); }
    /// Timeout.expired: is, or was, the time up while the block ran?
    [[nodiscard]] bool expired() const { return state_->expired(); }

    /// Timeout.__aenter__ and __aexit__, for async_with. The former throws RuntimeError outside of
    /// a task and the second time.
    [[nodiscard]] Coro<Timeout> aenter() const { return aenter(*this); }
    [[nodiscard]] Coro<void> aexit(std::exception_ptr error) const {
        return aexit(*this, std::move(error));
    }

    friend bool operator==(const Timeout&, const Timeout&) = default;

private:
    static Coro<Timeout> aenter(Timeout timeout);
    static Coro<void> aexit(Timeout timeout, std::exception_ptr error);

    Ref<detail::TimeoutState> state_;
};

/// asyncio.timeout: after `delay`, or never.
Timeout timeout(std::optional<Nanoseconds> delay);
/// asyncio.timeout_at: at that time of the loop's clock, or never.
inline Timeout timeout_at(std::optional<Nanoseconds> when) { return Timeout{when}; }

}  // namespace coroscope
