#include "runtime/sleep.hpp"

#include "runtime/blocking.hpp"
#include "runtime/cancel_on_exit.hpp"
#include "runtime/program_run.hpp"

namespace coroscope {

using trace::Word;

namespace detail {

namespace {

Coro<void> sleep(Nanoseconds delay) { co_await coroscope::sleep(delay); }

}  // namespace

// Throws RecursionError where that is too deep.
bool SleepAwaiter::blocks_instead(std::uint32_t depth) const {
    require_depth(depth);
    if (!current_run().sleep_blocks(*coroscope::current().task)) {
        return false;
    }
    time_sleep(delay_);
    return true;
}

void SleepAwaiter::set_timer() {
    EventLoop& loop = get_running_loop();
    auto* const timer = new SleepTimer(loop, loop.time() + delay_);
    timer_ = Ref<TimerHandle>{timer};
    loop.schedule(timer_, timer_->site(), trace::When::as_the_last);
    suspend_until(Ref<FutureBase>{timer}, timer->when().count());
}

void SleepAwaiter::end_timed() {
    const CancelOnExit cancelled_at_the_end{std::exchange(timer_, nullptr)};
    resumed();
    static_cast<void>(static_cast<SleepTimer&>(*cancelled_at_the_end.timer).result());
}

void SleepAwaiter::cancel_timer() { std::exchange(timer_, nullptr)->cancel(); }

Coro<void> SleepAwaiter::coroutine(Nanoseconds delay) { return sleep(delay); }

}  // namespace detail

void time_sleep(Nanoseconds delay, Place where) {
    if (delay < Nanoseconds{0}) {
        throw ValueError{"sleep length must be non-negative"};
    }
    detail::block_until({.text = Word::sleep,
                         .timeout = delay,
                         .what = [] { return std::string("its sleep to end"); },
                         .where = where,
                         .is_sleep = true},
                        [] { return false; });
}

}  // namespace coroscope
