#include "runtime/clock.hpp"

#include <cerrno>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "runtime/exceptions.hpp"

namespace coroscope {

WaitEnd VirtualClock::wait_until(std::optional<Nanoseconds> deadline) {
    if (take_interrupt()) {
        return WaitEnd::interrupted;
    }
    if (!deadline) {
        throw DeadlockError{"nothing is ready, nothing is scheduled, and nobody can wake the loop"};
    }
    now_ = std::max(now_, *deadline);
    return WaitEnd::deadline;
}

SteadyClock::SteadyClock() : wake_fd_{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
    if (wake_fd_ < 0) {
        throw std::system_error{errno, std::generic_category(), "eventfd"};
    }
}

SteadyClock::~SteadyClock() { close(wake_fd_); }

std::int64_t SteadyClock::now_ns() const noexcept {
    return Nanoseconds{std::chrono::steady_clock::now() - start_}.count();
}

WaitEnd SteadyClock::wait_until(std::optional<Nanoseconds> deadline) {
    for (;;) {
        if (take_interrupt()) {
            return WaitEnd::interrupted;
        }
        timespec left{};
        if (deadline) {
            const Nanoseconds rest = *deadline - time();
            if (rest <= Nanoseconds{0}) {
                return WaitEnd::deadline;
            }
            const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(rest);
            left.tv_sec = seconds.count();
            left.tv_nsec = (rest - seconds).count();
        }
        // A signal (EINTR) or a stale wake-up leads back to the top, which looks again.
        pollfd wake{wake_fd_, POLLIN, 0};
        if (ppoll(&wake, 1, deadline ? &left : nullptr, nullptr) > 0) {
            std::uint64_t count = 0;
            [[maybe_unused]] const auto got = read(wake_fd_, &count, sizeof count);
        }
    }
}

void SteadyClock::interrupt() noexcept {
    interrupted_ = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto put = write(wake_fd_, &one, sizeof one);
}

bool SteadyClock::take_interrupt() noexcept { return interrupted_.exchange(false); }

}  // namespace coroscope
