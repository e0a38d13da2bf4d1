// What time it is in a run: the machine's, or one that stands still until it is moved on.
//
// Not behind a virtual call: each event asks for it.
#pragma once

#include <atomic>
#include <cstdint>

#include "runtime/trace/tick_clock.hpp"

namespace coroscope::trace {

/// Nanoseconds since the run began. Thread rule: any thread.
class TimeSource {
public:
    TimeSource(const TimeSource&) = delete;
    TimeSource& operator=(const TimeSource&) = delete;
    virtual ~TimeSource() = default;

    [[nodiscard]] std::int64_t now_ns() const noexcept {
        return runs_ ? ticks_.elapsed_ns() : stands_at_.load(std::memory_order_relaxed);
    }
    /// What the processor tells it by; null where it stands still, or there is no such counter.
    [[nodiscard]] const TickClock* ticks() const noexcept {
        return runs_ && ticks_.has_ticks() ? &ticks_ : nullptr;
    }
    /// Does only one thread of the run go on at a time, so that the order of all events is known?
    /// So it is where the time stands still.
    [[nodiscard]] bool is_one_at_a_time() const noexcept { return !runs_; }

protected:
    enum class Time : bool { stands_still, runs };
    explicit TimeSource(Time time) : runs_{time == Time::runs} {}
    /// Move the time on that stands still.
    void move_to(std::int64_t ns) noexcept { stands_at_ = ns; }

private:
    bool runs_;
    std::atomic<std::int64_t> stands_at_ = 0;
    TickClock ticks_;
};

}  // namespace coroscope::trace
