#include "runtime/virtual_clock.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "runtime/exceptions.hpp"
#include "runtime/trace/writer.hpp"

namespace coroscope {

namespace {

// This thread has got its turn, and others may have recorded what they did in theirs.
void take_up_recording() {
    if (trace::Writer* trace = trace::writer()) {
        trace->look();
    }
}

}  // namespace

VirtualClock::VirtualClock()
    : Clock{Time::stands_still}, interrupt_fd_{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
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
    announce();
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto put = write(interrupt_fd_, &one, sizeof one);
}

void VirtualClock::await_turn(Participant& me, Lock& lock) {
    me.turn_.wait(lock, [&] { return running_ == &me || abandoned_; });
    if (abandoned_) {
        give_up(me, lock);
    }
    take_up_recording();
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
    take_up_recording();
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
        if (look_at_descriptors() || wait_for_octets_in_flight(lock) ||
            wait_for_somebody_outside(lock) || jump()) {
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

std::optional<Nanoseconds> VirtualClock::earliest_deadline() const {
    std::optional<Nanoseconds> earliest;
    for (const Participant* other : participants_) {
        if (other->wait_ != nullptr && other->wait_->deadline) {
            const Nanoseconds deadline = *other->wait_->deadline;
            earliest = std::min(earliest.value_or(deadline), deadline);
        }
    }
    return earliest;
}

std::vector<pollfd> VirtualClock::watched() const {
    std::vector<pollfd> descriptors;
    for (const Participant* other : participants_) {
        if (other->wait_ != nullptr && other->wait_->watched >= 0) {
            descriptors.push_back({other->wait_->watched, POLLIN, 0});
        }
    }
    return descriptors;
}

// Let those go on whose descriptors are ready.
bool VirtualClock::look_at_descriptors() noexcept {
    auto descriptors = watched();
    if (descriptors.empty() || poll(descriptors.data(), descriptors.size(), 0) <= 0) {
        return false;
    }
    for (Participant* other : waiting()) {
        const auto found = std::ranges::find(descriptors, other->wait_->watched, &pollfd::fd);
        if (found != descriptors.end() && found->revents != 0) {
            make_runnable(*other, WaitEnd::io);
        }
    }
    return !runnable_.empty();
}

// Until a descriptor is ready, the person acts or the time is over; was it one of the former?
bool VirtualClock::wait_really(Lock& lock, std::vector<pollfd>& descriptors,
                               std::optional<Nanoseconds> longest) noexcept {
    timespec timeout{};
    if (longest) {
        timeout = {.tv_sec = *longest / std::chrono::seconds{1},
                   .tv_nsec = (*longest % std::chrono::seconds{1}).count()};
    }
    descriptors.push_back({interrupt_fd_, POLLIN, 0});
    lock.unlock();
    const int found =
        ppoll(descriptors.data(), descriptors.size(), longest ? &timeout : nullptr, nullptr);
    lock.lock();
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = read(interrupt_fd_, &count, sizeof count);
    descriptors.pop_back();
    return found != 0;
}

// What the run has sent to itself arrives after a moment where the machine is busy, and its
// acknowledgement, which makes room for more, may take 40 ms.
bool VirtualClock::wait_for_octets_in_flight(Lock& lock) noexcept {
    constexpr Nanoseconds longest = std::chrono::milliseconds{250};
    constexpr Nanoseconds between_looks = std::chrono::milliseconds{1};
    const auto is_in_flight = [this] {
        return std::ranges::any_of(participants_, [](const Participant* other) {
            return other->wait_ != nullptr && other->wait_->in_flight && other->wait_->in_flight();
        });
    };
    if (!is_in_flight()) {
        return false;
    }
    const auto began = std::chrono::steady_clock::now();
    do {
        auto descriptors = watched();
        if (wait_really(lock, descriptors, between_looks)) {
            return true;
        }
    } while (is_in_flight() && std::chrono::steady_clock::now() - began < longest);
    return false;
}

// Where somebody outside of the run may make a descriptor ready, wait for that in real time, and
// let as much time pass here. True where all is to be looked at again.
bool VirtualClock::wait_for_somebody_outside(Lock& lock) noexcept {
    constexpr Nanoseconds long_wait = std::chrono::seconds{1};
    const auto any_waits = [this](bool Wait::*for_whom) {
        return std::ranges::any_of(participants_, [&](const Participant* other) {
            return other->wait_ != nullptr && other->wait_->*for_whom;
        });
    };
    const auto earliest = earliest_deadline();
    const bool is_foreign = any_waits(&Wait::foreign);
    if (!is_foreign && (earliest || !any_waits(&Wait::open_to_all))) {
        return false;
    }
    std::optional<Nanoseconds> longest;
    if (earliest) {
        longest = std::max(*earliest - time(), Nanoseconds{0});
    }
    const bool will_tell = !is_foreign && on_long_wait && !told_of_long_wait_;
    const auto began = std::chrono::steady_clock::now();
    auto descriptors = watched();
    if (!wait_really(lock, descriptors, will_tell ? long_wait : longest) && will_tell) {
        told_of_long_wait_ = true;
        const std::string text =
            "nobody goes on until somebody from outside calls (Ctrl-C ends it): " + who_waits();
        lock.unlock();
        on_long_wait(text);
        lock.lock();
    }
    const Nanoseconds now = time() + (std::chrono::steady_clock::now() - began);
    move_to((earliest ? std::min(now, *earliest) : now).count());
    // At the deadline those that waited for it go on: `jump` says who.
    return look_at_descriptors() || !earliest || time() < *earliest;
}

bool VirtualClock::jump() noexcept {
    const auto earliest = earliest_deadline();
    if (!earliest) {
        return false;
    }
    move_to(std::max(now_ns(), earliest->count()));
    for (Participant* other : waiting()) {
        if (other->wait_->deadline == earliest) {
            make_runnable(*other, WaitEnd::deadline);
        }
    }
    return true;
}

std::string VirtualClock::who_waits() const {
    std::string text;
    for (const Participant* other : waiting()) {
        text += (text.empty() ? "" : "; ") + other->name() + " waits for " +
                (other->wait_->what ? other->wait_->what() : "nothing");
    }
    return text;
}

// Nobody can ever run again: the main thread hears of it, or the one that has waited longest.
void VirtualClock::report_deadlock() noexcept {
    deadlock_ = "nothing is scheduled and nobody can ever run again: " + who_waits();
    Participant* main = participants_.front();
    Participant& told = main->wait_ != nullptr ? *main : *waiting().front();
    told.deadlocked_ = true;
    make_runnable(told, WaitEnd::wakeup);
}

}  // namespace coroscope
