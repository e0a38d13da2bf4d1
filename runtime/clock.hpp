// What time it is and how a thread waits: the one place where a run touches real time. Every
// blocking wait of a run goes through its clock.
//
// asyncio counterpart: `loop.time()` together with the blocking of `selector.select(timeout)`.
// The two implementations: virtual_clock.hpp and steady_clock.hpp.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/writer.hpp"

namespace coroscope {

/// Times and durations of a run are whole nanoseconds; a time counts from the run's beginning.
using Nanoseconds = std::chrono::nanoseconds;

/// Why a wait ended.
enum class WaitEnd : std::uint8_t { deadline, wakeup, io, interrupted };

/// What a thread waits for.
struct Wait {
    std::optional<Nanoseconds> deadline;  ///< absent: for ever
    /// A descriptor whose becoming readable ends the wait as `io`: a selector's epoll set; or -1.
    /// Whoever set it looks then, without waiting, what is ready.
    int watched = -1;
    /// May somebody outside of the run make `watched` readable? Then the virtual clock goes on at
    /// real speed where it would jump.
    bool foreign = false;
    /// May anybody make `watched` readable, as a server's first caller does? Then the virtual clock
    /// waits for that where nothing else can ever happen.
    bool open_to_all = false;
    /// Are octets on their way to a peer within the run, whose arrival makes `watched` ready? Then
    /// the virtual clock looks a little longer before it jumps. Called while nobody runs.
    std::function<bool()> in_flight = {};
    /// What for, as a DeadlockError says it: `Thread-1 (work) to end`. Called while nobody runs.
    std::function<std::string()> what;
};

/// What ends the threads of a run that was given up, out of their waits. Nobody catches it.
struct Abandoned {};

/// A thread of a run as its clock knows it. Lives until the run has ended.
class Participant {
public:
    explicit Participant(std::string name) : name_{std::move(name)} {}
    Participant(const Participant&) = delete;
    Participant& operator=(const Participant&) = delete;
    ~Participant();

    /// As DeadlockError names it.
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    friend class Clock;
    friend class VirtualClock;
    friend class SteadyClock;

    std::string name_;
    // The virtual clock's: what it waits for, since when among the waiting, and how that ended.
    const Wait* wait_ = nullptr;
    std::uint64_t order_ = 0;
    std::optional<WaitEnd> end_;
    bool deadlocked_ = false;
    std::condition_variable turn_;
    // The steady clock's: does it wait? A wake-up is remembered until its next wait, and only where
    // it waits already does it take the eventfd that ends that.
    enum class Attention : std::uint8_t { awake, asleep, called };
    std::atomic<Attention> attention_ = Attention::awake;
    int wake_fd_ = -1;
};

class Clock : public trace::TimeSource {
public:
    using TimeSource::TimeSource;

    /// The time since the run began. Any thread.
    [[nodiscard]] Nanoseconds time() const noexcept { return Nanoseconds{now_ns()}; }

    /// The calling thread takes part from now on; returns when it may run. The first one is the
    /// run's main thread. Throws Abandoned.
    virtual void enter(Participant& me) = 0;
    /// The calling thread has let `fresh` start, which runs first; returns when `me` may go on.
    /// Throws Abandoned.
    virtual void hand_over(Participant& me, Participant& fresh) = 0;
    /// The calling thread has ended.
    virtual void leave(Participant& me) noexcept = 0;

    /// Wait until the deadline, a `wake`, readiness of the watched descriptor or an interrupt (the
    /// main thread only). It may end as `wakeup` for no reason: look at what was waited for, and
    /// wait again. Throws DeadlockError where nothing can ever end the wait, and Abandoned.
    virtual WaitEnd wait(Participant& me, const Wait& wait) = 0;
    /// End that thread's wait, or (steady clock) its next one, as `wakeup`: whatever it looks at
    /// has changed before this call. Any thread of the run.
    virtual void wake(Participant& other) noexcept = 0;

    /// The person's Ctrl-C: ends the main thread's present wait, or its next one, as `interrupted`.
    /// Any thread, also a signal handler.
    virtual void interrupt() noexcept = 0;
    /// Is there one that no wait has seen yet?
    [[nodiscard]] bool has_interrupt() const noexcept {
        return interrupted_.load(std::memory_order_relaxed);
    }
    /// True once after `interrupt` if no wait has seen it yet.
    bool take_interrupt() noexcept { return has_interrupt() && interrupted_.exchange(false); }

    /// Called where a long wait for somebody outside of the run begins, with a sentence for the
    /// person. Set before the run begins.
    std::function<void(const std::string&)> on_long_wait;

    /// Somebody wants something of the program: `has_news` from now on. To be called after what
    /// makes it so. Any thread, also a signal handler.
    void announce() noexcept { has_news_ = true; }
    /// Was there ever an interrupt or an octet in a self-pipe, was the run given up, has a
    /// recording reached its limit, or does a person do anything to it? One look for them all,
    /// since each iteration looks; what has come is then asked for.
    [[nodiscard]] bool has_news() const noexcept {
        return has_news_.load(std::memory_order_acquire);
    }

    /// Give the run up: from now on every wait throws Abandoned, in the newest thread first. Any
    /// thread.
    void abandon() noexcept;
    [[nodiscard]] bool is_abandoned() const noexcept { return abandoned_; }

    /// As the recording's first line has it: `virtual` or `steady`.
    [[nodiscard]] virtual std::string_view name() const = 0;

protected:
    /// Let everybody who waits look at what has changed; called with the lock held.
    virtual void rouse_all() noexcept = 0;
    /// `me` is about to end with Abandoned: wait until all newer threads have ended, and nobody
    /// else of the run runs.
    [[noreturn]] virtual void give_up(Participant& me, std::unique_lock<std::mutex>& lock) = 0;
    [[nodiscard]] bool is_newest(const Participant& me) const {
        return participants_.back() == &me;
    }
    [[nodiscard]] bool is_main(const Participant& me) const { return participants_.front() == &me; }

    std::mutex mutex_;
    std::vector<Participant*> participants_;  // oldest first; guarded
    std::condition_variable ended_;           // a thread has left a run that was given up
    std::atomic<bool> abandoned_ = false;
    std::atomic<bool> interrupted_ = false;

private:
    std::atomic<bool> has_news_ = false;
};

}  // namespace coroscope
