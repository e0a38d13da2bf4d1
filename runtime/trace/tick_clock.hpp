// The machine's monotonic time out of the processor's counter of ticks, which is read without a
// call. Where there is no such counter, or it does not run evenly, it is the system's clock.
//
// Thread rule: any thread.
#pragma once

#include <chrono>
#include <cstdint>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace coroscope::trace {

/// Counts from when it was made.
class TickClock {
public:
    TickClock();

    /// Nanoseconds since then. One thread never sees it go back.
    [[nodiscard]] std::int64_t elapsed_ns() const noexcept {
        if (has_ticks()) {
            return ns_of(ticks());
        }
        return std::chrono::nanoseconds{std::chrono::steady_clock::now() - start_}.count();
    }
    /// Is there such a counter?
    [[nodiscard]] bool has_ticks() const noexcept { return ns_per_2_32_ticks_ != 0; }
    /// Where there is, what it has counted; to be made nanoseconds since then when there is time.
    static std::uint64_t ticks() noexcept {
#if defined(__x86_64__)
        return __rdtsc();
#else
        return 0;
#endif
    }
    /// Of that many ticks, of which the lowest 56 bits will do: for 2^56 ticks, some 278 days.
    [[nodiscard]] std::int64_t ns_of(std::uint64_t ticks) const noexcept {
        __extension__ typedef unsigned __int128 Wide;  // NOLINT: `using` cannot be an extension
        constexpr std::uint64_t lowest_56 = (std::uint64_t{1} << 56) - 1;
        return static_cast<std::int64_t>(
            (Wide{(ticks - start_ticks_) & lowest_56} * ns_per_2_32_ticks_) >> 32);
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::uint64_t start_ticks_ = 0;
    std::uint64_t ns_per_2_32_ticks_ = 0;  ///< 0: the system's clock
};

}  // namespace coroscope::trace
