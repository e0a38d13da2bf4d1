// The machine's monotonic clock: threads run freely.
#pragma once

#include "runtime/clock.hpp"

namespace coroscope {

class SteadyClock final : public Clock {
public:
    SteadyClock();
    ~SteadyClock() override;
    SteadyClock(const SteadyClock&) = delete;
    SteadyClock& operator=(const SteadyClock&) = delete;

    void enter(Participant& me) override;
    void hand_over(Participant& me, Participant& fresh) override;
    void leave(Participant& me) noexcept override;
    WaitEnd wait(Participant& me, const Wait& wait) override;
    void wake(Participant& other) noexcept override;
    void interrupt() noexcept override;
    [[nodiscard]] std::string_view name() const override { return "steady"; }

private:
    void rouse_all() noexcept override;
    [[noreturn]] void give_up(Participant& me, std::unique_lock<std::mutex>& lock) override;

    std::atomic<Participant*> main_ = nullptr;
    int interrupt_fd_;  // an eventfd: the only thing that a signal handler may use to end a wait
};

}  // namespace coroscope
