#include "runtime/virtual_clock.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "runtime/exceptions.hpp"

namespace coroscope {

VirtualClock::VirtualClock() : interrupt_fd_{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
    if (interrupt_fd_ < 0) {
        throw std::system_error{errno, std::generic_category(), "eventfd"};
    }
}

VirtualClock::~VirtualClock() { close(interrupt_fd_); }

void VirtualClock::enter(Participant& me) {
    Lock lock{mutex_};
    participants_.push_back(&me);
    if (is_main(me)) {
        running_ = &me;
        return;
    }
    ended_.notify_all();  // hand_over waits for it to be there
    await_turn(me, lock);
}

void VirtualClock::hand_over(Participant& me, Participant& fresh) {
    Lock lock{mutex_};
    ended_.wait(lock, [&] { return std::ranges::count(participants_, &fresh) != 0; });
    runnable_.push_back(&me);
    give_turn(&fresh);
    await_turn(me, lock);
}

void VirtualClock::leave(Participant& me) noexcept {
    Lock lock{mutex_};
    std::erase(participants_, &me);
    if (running_ == &me) {
        running_ = nullptr;
        if (!participants_.empty()) {
            pass_on(lock);
        }
    }
    ended_.notify_all();
}

WaitEnd VirtualClock::wait(Participant& me, const Wait& wait) {
    Lock lock{mutex_};
    if (abandoned_) {
        give_up(me, lock);
    }
    if (is_main(me) && take_interrupt()) {
        return WaitEnd::interrupted;
    }
    me.wait_ = &wait;
    me.order_ = ++next_order_;
    me.end_.reset();
    if (wait.deadline && *wait.deadline <= time()) {
        // Whoever queues already goes first: time.sleep(0) is a courtesy to the others.
        make_runnable(me, WaitEnd::deadline);
    }
    running_ = nullptr;
    pass_on(lock);
    await_turn(me, lock);
    if (std::exchange(me.deadlocked_, false)) {
        throw DeadlockError{deadlock_};
    }
    return *me.end_;
}

void VirtualClock::wake(Participant& other) noexcept {
    const Lock lock{mutex_};
    // One that does not wait looks before it does.
    if (other.wait_ != nullptr) {
        make_runnable(other, WaitEnd::wakeup);
    }
}

void VirtualClock::interrupt() noexcept {
    interrupted_ = true;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto put = write(interrupt_fd_, &one, sizeof one);
}

void VirtualClock::await_turn(Participant& me, Lock& lock) {
    me.turn_.wait(lock, [&] { return running_ == &me || abandoned_; });
    if (abandoned_) {
        give_up(me, lock);
    }
}

void VirtualClock::give_up(Participant& me, Lock& lock) {
    me.wait_ = nullptr;
    if (running_ == &me) {
        running_ = nullptr;
    }
    ended_.notify_all();
    // It may have been given the turn while it waited here: a thread that starts just now.
    ended_.wait(lock, [&] { return (running_ == nullptr || running_ == &me) && is_newest(me); });
    running_ = &me;
    throw Abandoned{};
}

void VirtualClock::rouse_all() noexcept {
    for (Participant* other : participants_) {
        other->turn_.notify_all();
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto put = write(interrupt_fd_, &one, sizeof one);
}

// Nobody runs: choose who does. Called where the last one waits or has ended.
void VirtualClock::pass_on(Lock& lock) noexcept {
    while (!abandoned_) {
        if (Participant* main = participants_.front();
            interrupted_ && main->wait_ != nullptr && take_interrupt()) {
            make_runnable(*main, WaitEnd::interrupted);
        }
        if (!runnable_.empty()) {
            Participant* next = runnable_.front();
            runnable_.pop_front();
            give_turn(next);
            return;
        }
        if (look_at_descriptors(lock, false) || look_at_descriptors(lock, true) || jump()) {
            continue;
        }
        report_deadlock();
    }
}

void VirtualClock::give_turn(Participant* next) noexcept {
    running_ = next;
    next->turn_.notify_one();
}

void VirtualClock::make_runnable(Participant& other, WaitEnd end) noexcept {
    other.wait_ = nullptr;
    other.end_ = end;
    runnable_.push_back(&other);
}

// In the order in which they began to wait.
std::vector<Participant*> VirtualClock::waiting() const {
    std::vector<Participant*> list;
    std::ranges::copy_if(participants_, std::back_inserter(list),
                         [](const Participant* other) { return other->wait_ != nullptr; });
    std::ranges::sort(list, {}, &Participant::order_);
    return list;
}

// Let those go on whose descriptors are ready. Where somebody outside of the run may make one
// ready, wait for that in real time, and let as much time pass here.
bool VirtualClock::look_at_descriptors(Lock& lock, bool wait_for_foreign) noexcept {
    std::vector<pollfd> descriptors;
    std::optional<Nanoseconds> earliest;
    bool any_foreign = false;
    bool any_open = false;
    for (const Participant* other : waiting()) {
        if (other->wait_->watched >= 0) {
            descriptors.push_back({other->wait_->watched, POLLIN, 0});
            any_foreign = any_foreign || other->wait_->foreign;
            any_open = any_open || other->wait_->open_to_all;
        }
        if (const auto deadline = other->wait_->deadline) {
            earliest = std::min(earliest.value_or(*deadline), *deadline);
        }
    }
    any_foreign = any_foreign || (any_open && !earliest);
    if (descriptors.empty() || (wait_for_foreign && !any_foreign)) {
        return false;
    }
    timespec timeout{};
    if (wait_for_foreign && earliest) {
        const Nanoseconds rest = std::max(*earliest - time(), Nanoseconds{0});
        timeout = {.tv_sec = rest / std::chrono::seconds{1},
                   .tv_nsec = (rest % std::chrono::seconds{1}).count()};
    }
    const auto began = std::chrono::steady_clock::now();
    if (wait_for_foreign) {
        descriptors.push_back({interrupt_fd_, POLLIN, 0});
        lock.unlock();
    }
    ppoll(descriptors.data(), descriptors.size(),
          wait_for_foreign && !earliest ? nullptr : &timeout, nullptr);
    if (wait_for_foreign) {
        lock.lock();
        const Nanoseconds passed = std::chrono::steady_clock::now() - began;
        const Nanoseconds now = time() + passed;
        now_ = (earliest ? std::min(now, *earliest) : now).count();
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = read(interrupt_fd_, &count, sizeof count);
    }
    for (Participant* other : waiting()) {
        const auto found = std::ranges::find(descriptors, other->wait_->watched, &pollfd::fd);
        if (found != descriptors.end() && found->revents != 0) {
            make_runnable(*other, WaitEnd::io);
        }
    }
    // After a real wait everything is looked at again.
    return wait_for_foreign || !runnable_.empty();
}

bool VirtualClock::jump() noexcept {
    const auto list = waiting();
    std::optional<Nanoseconds> earliest;
    for (const Participant* other : list) {
        if (const auto deadline = other->wait_->deadline) {
            earliest = std::min(earliest.value_or(*deadline), *deadline);
        }
    }
    if (!earliest) {
        return false;
    }
    now_ = std::max(now_.load(), earliest->count());
    for (Participant* other : list) {
        if (other->wait_->deadline == earliest) {
            make_runnable(*other, WaitEnd::deadline);
        }
    }
    return true;
}

// Nobody can ever run again: the main thread hears of it, or the one that has waited longest.
void VirtualClock::report_deadlock() noexcept {
    const auto list = waiting();
    deadlock_ = "nothing is scheduled and nobody can ever run again";
    const char* separator = ": ";
    for (const Participant* other : list) {
        deadlock_ += separator + other->name() + " waits for " +
                     (other->wait_->what ? other->wait_->what() : "nothing");
        separator = "; ";
    }
    Participant* main = participants_.front();
    Participant& told = main->wait_ != nullptr ? *main : *list.front();
    told.deadlocked_ = true;
    make_runnable(told, WaitEnd::wakeup);
}

}  // namespace coroscope
