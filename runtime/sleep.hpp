// asyncio.sleep, and time.sleep beside it: the one lets the loop go on, the other does not.
//
// Thread rule: the loop's own thread.
#pragma once

#include "runtime/event_loop.hpp"
#include "runtime/frameless.hpp"

namespace coroscope {

namespace detail {

/// The timer of a sleep and the future that it completes: futures._set_result_unless_cancelled.
/// They are one object, since many sleeps wait for memory more than for anything else.
class SleepTimer final : public TimerHandle, public FutureState<void> {
public:
    SleepTimer(EventLoop& loop, Nanoseconds when)
        : TimerHandle{loop, when, id_of(trace::Word::set_result_unless_cancelled), 0},
          FutureState{loop, trace::Word::sleep} {}

    // Its sleeper still needs the future.
    void forget() override {}
    void fetch() const override { fetch_listener(); }

private:
    void invoke() override {
        if (!FutureBase::cancelled()) {
            set_result();
        }
    }
    // It ends when nobody refers to either.
    void dispose() override {
        if (!TimerHandle::is_referred_to() && !FutureState::is_referred_to()) {
            TimerHandle::dispose();
        }
    }
};

/// The body of asyncio.sleep.
class SleepAwaiter {
public:
    using Result = void;
    using Arguments = Nanoseconds;
    static constexpr std::uint32_t frames = 0;  // how many, await_suspend knows
    static Coro<void> coroutine(Nanoseconds delay);

    explicit SleepAwaiter(Nanoseconds delay) : delay_{delay} {}
    SleepAwaiter(const SleepAwaiter&) = delete;
    SleepAwaiter& operator=(const SleepAwaiter&) = delete;
    ~SleepAwaiter() {
        if (timer_) [[unlikely]] {
            cancel_timer();
        }
    }

    [[nodiscard]] bool await_ready() const { return false; }
    /// False where it is over already: the person said that it holds the thread.
    template <class P>
    bool await_suspend(std::coroutine_handle<P> handle) {
        const bool takes_time = delay_ > Nanoseconds{0};
        const std::uint32_t depth =
            handle.promise().depth + (takes_time ? frames_to_set_timer : frames_to_yield);
        if (depth > coroscope::current().deepest_sleep && blocks_instead(depth)) [[unlikely]] {
            return false;
        }
        if (takes_time) {
            set_timer();
        } else {
            suspend_once();
        }
        return true;
    }
    void await_resume() {
        if (timer_) [[unlikely]] {
            end_timed();
        } else {
            resumed();
        }
    }

private:
    // How deep CPython calls from the frame that awaits it: asyncio.sleep and the __sleep0 that it
    // awaits; asyncio.sleep, call_later, call_at, two __init__ and what these call in C.
    static constexpr std::uint32_t frames_to_yield = 2;
    static constexpr std::uint32_t frames_to_set_timer = 7;

    [[nodiscard]] bool blocks_instead(std::uint32_t depth) const;
    void set_timer();
    void end_timed();
    void cancel_timer();

    Nanoseconds delay_;
    Ref<TimerHandle> timer_;  // of one that takes time: a SleepTimer
};

}  // namespace detail

/// asyncio.sleep: the awaiting task goes on after `delay`; 0 or less yields for one iteration.
inline detail::Frameless<detail::SleepAwaiter> sleep(Nanoseconds delay) {
    return detail::Frameless<detail::SleepAwaiter>{delay};
}

/// time.sleep: blocks this thread, and with it the loop and every task of it. Throws
/// KeyboardInterrupt at a Ctrl-C.
void time_sleep(Nanoseconds delay, Place where = Place::current());

}  // namespace coroscope
