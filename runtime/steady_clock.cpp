#include "runtime/steady_clock.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace coroscope {

namespace {

int new_eventfd() {
    const int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (fd < 0) {
        throw std::system_error{errno, std::generic_category(), "eventfd"};
    }
    return fd;
}

void signal(int fd) noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto put = write(fd, &one, sizeof one);
}

/// It is no longer signalled.
void take(const pollfd& descriptor) noexcept {
    std::uint64_t count = 0;
    if (descriptor.revents != 0) {
        [[maybe_unused]] const auto got = read(descriptor.fd, &count, sizeof count);
    }
}

}  // namespace

SteadyClock::SteadyClock() : Clock{Time::runs}, interrupt_fd_{new_eventfd()} {}

SteadyClock::~SteadyClock() { close(interrupt_fd_); }

void SteadyClock::enter(Participant& me) {
    std::unique_lock lock{mutex_};
    me.wake_fd_ = new_eventfd();
    participants_.push_back(&me);
    ended_.notify_all();
    if (is_main(me)) {
        main_ = &me;  // where the run was given up already, its first wait says so
    } else if (abandoned_) {
        give_up(me, lock);
    }
}

void SteadyClock::hand_over(Participant&, Participant& fresh) {
    // As threading.Thread.start: the new thread is there when this returns.
    std::unique_lock lock{mutex_};
    ended_.wait(lock, [&] { return fresh.wake_fd_ >= 0; });
}

void SteadyClock::leave(Participant& me) noexcept {
    const std::scoped_lock lock{mutex_};
    std::erase(participants_, &me);
    ended_.notify_all();
}

WaitEnd SteadyClock::wait(Participant& me, const Wait& wait) {
    using enum Participant::Attention;
    for (;;) {
        if (abandoned_) {
            std::unique_lock lock{mutex_};
            give_up(me, lock);
        }
        const bool is_interruptible = main_ == &me;
        if (is_interruptible && take_interrupt()) {
            return WaitEnd::interrupted;
        }
        timespec left{};
        if (wait.deadline) {
            const Nanoseconds rest = *wait.deadline - time();
            if (rest <= Nanoseconds{0}) {
                return WaitEnd::deadline;
            }
            left = {.tv_sec = rest / std::chrono::seconds{1},
                    .tv_nsec = (rest % std::chrono::seconds{1}).count()};
        }
        if (auto before = awake; !me.attention_.compare_exchange_strong(before, asleep)) {
            me.attention_.exchange(awake);
            return WaitEnd::wakeup;
        }
        // A negative descriptor is passed over. A signal (EINTR) leads back to the top.
        pollfd descriptors[]{{me.wake_fd_, POLLIN, 0},
                             {wait.watched, POLLIN, 0},
                             {is_interruptible ? interrupt_fd_ : -1, POLLIN, 0}};
        const int found =
            ppoll(descriptors, std::size(descriptors), wait.deadline ? &left : nullptr, nullptr);
        const bool is_called = me.attention_.exchange(awake) == called;
        if (found > 0) {
            take(descriptors[0]);
            take(descriptors[2]);
        }
        if (is_called && !abandoned_) {
            return WaitEnd::wakeup;
        }
        if (found <= 0) {
            continue;
        }
        if (descriptors[1].revents != 0) {
            return WaitEnd::io;
        }
    }
}

void SteadyClock::wake(Participant& other) noexcept {
    using enum Participant::Attention;
    // What is called already looks at everything that came before it does.
    if (other.attention_ != called && other.attention_.exchange(called) == asleep) {
        signal(other.wake_fd_);
    }
}

void SteadyClock::interrupt() noexcept {
    interrupted_ = true;
    announce();
    signal(interrupt_fd_);
}

void SteadyClock::rouse_all() noexcept {
    for (const Participant* other : participants_) {
        signal(other->wake_fd_);
    }
}

void SteadyClock::give_up(Participant& me, std::unique_lock<std::mutex>& lock) {
    ended_.wait(lock, [&] { return is_newest(me); });
    throw Abandoned{};
}

}  // namespace coroscope
