// Time that passes only where everybody waits, and then at once: a three-second program takes
// microseconds and gives the same recording every time.
//
// Invariant: exactly one thread of the run goes on at a time, and it is changed only where that one
// waits, ends or starts another. Who can go on again queues, first in, first out; a thread that is
// started goes first. Where nobody can go on, the descriptors are looked at, and then the clock
// jumps to the earliest deadline; those with an equal one queue in the order of their waits. Real
// time passes only where octets are in flight within the run, or somebody outside of it takes part.
#pragma once

#include <deque>

#include <poll.h>

#include "runtime/clock.hpp"

namespace coroscope {

class VirtualClock final : public Clock {
public:
    VirtualClock();
    ~VirtualClock() override;
    VirtualClock(const VirtualClock&) = delete;
    VirtualClock& operator=(const VirtualClock&) = delete;

    void enter(Participant& me) override;
    void hand_over(Participant& me, Participant& fresh) override;
    void leave(Participant& me) noexcept override;
    WaitEnd wait(Participant& me, const Wait& wait) override;
    void wake(Participant& other) noexcept override;
    void interrupt() noexcept override;
    [[nodiscard]] std::string_view name() const override { return "virtual"; }

private:
    using Lock = std::unique_lock<std::mutex>;

    void rouse_all() noexcept override;
    [[noreturn]] void give_up(Participant& me, Lock& lock) override;
    void await_turn(Participant& me, Lock& lock);
    void pass_on(Lock& lock) noexcept;
    void give_turn(Participant* next) noexcept;
    void make_runnable(Participant& other, WaitEnd end) noexcept;
    [[nodiscard]] std::vector<Participant*> waiting() const;
    [[nodiscard]] std::optional<Nanoseconds> earliest_deadline() const;
    [[nodiscard]] std::string who_waits() const;
    [[nodiscard]] std::vector<pollfd> watched() const;
    bool wait_really(Lock& lock, std::vector<pollfd>& descriptors,
                     std::optional<Nanoseconds> longest) noexcept;
    bool look_at_descriptors() noexcept;
    bool wait_for_octets_in_flight(Lock& lock) noexcept;
    bool wait_for_somebody_outside(Lock& lock) noexcept;
    bool jump() noexcept;
    void report_deadlock() noexcept;

    Participant* running_ = nullptr;  // who may go on; guarded, as all below
    std::deque<Participant*> runnable_;
    std::uint64_t next_order_ = 0;
    std::string deadlock_;
    bool told_of_long_wait_ = false;
    int interrupt_fd_;  // ends a wait for somebody outside of the run
};

}  // namespace coroscope
