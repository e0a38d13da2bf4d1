// What time it is and how a thread waits: the one place where a run touches real time. Every
// blocking wait of a run goes through its clock.
//
// asyncio counterpart: `loop.time()` together with the blocking of `selector.select(timeout)`.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>

#include "runtime/trace/writer.hpp"

namespace coroscope {

/// Times and durations of a run are whole nanoseconds; a time counts from the run's beginning.
using Nanoseconds = std::chrono::nanoseconds;

/// Why a wait ended.
enum class WaitEnd : std::uint8_t { deadline, wakeup, interrupted };

class Clock : public trace::TimeSource {
public:
    /// The time since the run began. Any thread.
    [[nodiscard]] Nanoseconds time() const noexcept { return Nanoseconds{now_ns()}; }

    /// Wait until that time, or for ever without one. Called by the threads of the run. Throws
    /// DeadlockError where nothing can ever end the wait.
    virtual WaitEnd wait_until(std::optional<Nanoseconds> deadline) = 0;

    /// The person's Ctrl-C: ends the present wait, or the next one, as `interrupted`. Any thread,
    /// also a signal handler.
    virtual void interrupt() noexcept = 0;

    /// True once after `interrupt` if no wait has seen it yet.
    virtual bool take_interrupt() noexcept = 0;

    /// As the recording's first line has it: `virtual` or `steady`.
    [[nodiscard]] virtual std::string_view name() const = 0;
};

/// Time that passes only where everybody waits, and then at once: a three-second program takes
/// microseconds and gives the same recording every time.
class VirtualClock final : public Clock {
public:
    [[nodiscard]] std::int64_t now_ns() const noexcept override { return now_.count(); }
    WaitEnd wait_until(std::optional<Nanoseconds> deadline) override;
    void interrupt() noexcept override { interrupted_ = true; }
    bool take_interrupt() noexcept override { return interrupted_.exchange(false); }
    [[nodiscard]] std::string_view name() const override { return "virtual"; }

private:
    Nanoseconds now_{0};
    std::atomic<bool> interrupted_ = false;
};

/// The machine's monotonic clock.
class SteadyClock final : public Clock {
public:
    SteadyClock();
    ~SteadyClock() override;
    SteadyClock(const SteadyClock&) = delete;
    SteadyClock& operator=(const SteadyClock&) = delete;

    [[nodiscard]] std::int64_t now_ns() const noexcept override;
    WaitEnd wait_until(std::optional<Nanoseconds> deadline) override;
    void interrupt() noexcept override;
    bool take_interrupt() noexcept override;
    [[nodiscard]] std::string_view name() const override { return "steady"; }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::atomic<bool> interrupted_ = false;
    int wake_fd_;  // an eventfd: the only thing that a signal handler may use to end a wait
};

}  // namespace coroscope
