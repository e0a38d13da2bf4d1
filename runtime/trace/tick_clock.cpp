#include "runtime/trace/tick_clock.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace coroscope::trace {

#if defined(__x86_64__)
namespace {

using SystemClock = std::chrono::steady_clock;

/// The same instant by both clocks.
struct Instant {
    SystemClock::time_point time;
    std::uint64_t ticks;
};

/// Read in between two looks at the system's clock, and the closest pair of several: whatever
/// interrupts one of them makes it wide.
Instant look() {
    Instant best{};
    auto narrowest = SystemClock::duration::max();
    for (int i = 0; i < 10; ++i) {
        const auto before = SystemClock::now();
        const std::uint64_t ticks = __rdtsc();
        const auto width = SystemClock::now() - before;
        if (width < narrowest) {
            narrowest = width;
            best = {before + width / 2, ticks};
        }
    }
    return best;
}

/// Does the counter run at one rate, also where the processor sleeps? (CPUID's invariant TSC.)
bool runs_evenly() {
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    constexpr unsigned power_management = 0x80000007;
    constexpr unsigned invariant = 1u << 8;
    return __get_cpuid(power_management, &a, &b, &c, &d) != 0 && (d & invariant) != 0;
}

// Over two milliseconds a look's error of some tens of nanoseconds is one in 50,000.
std::uint64_t measured_rate() {
    if (!runs_evenly()) {
        return 0;
    }
    const Instant first = look();
    while (SystemClock::now() - first.time < std::chrono::milliseconds{2}) {
    }
    const Instant second = look();
    const std::chrono::nanoseconds time = second.time - first.time;
    const std::uint64_t ticks = second.ticks - first.ticks;
    return ticks != 0 ? (static_cast<std::uint64_t>(time.count()) << 32) / ticks : 0;
}

}  // namespace

TickClock::TickClock() {
    static const std::uint64_t rate = measured_rate();
    ns_per_2_32_ticks_ = rate;
    start_ = SystemClock::now();
    start_ticks_ = __rdtsc();
}
#else
TickClock::TickClock() = default;
#endif

}  // namespace coroscope::trace
