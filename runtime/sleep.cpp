#include "runtime/sleep.hpp"

#include "runtime/blocking.hpp"
#include "runtime/cancel_on_exit.hpp"
#include "runtime/event_loop.hpp"
#include "runtime/program_run.hpp"

namespace coroscope {

using trace::Word;

namespace {

/// futures._set_result_unless_cancelled, bound to its future.
struct SetResultUnlessCancelled {
    Future<void> future;
    void operator()() const {
        if (!future.cancelled()) {
            future.set_result();
        }
    }
    [[nodiscard]] static std::string label() {
        return std::string(trace::words[id_of(Word::set_result_unless_cancelled)]);
    }
};

}  // namespace

Coro<void> sleep(Nanoseconds delay) {
    if (TaskBase* task = current_task(); task != nullptr && current_run().sleep_blocks(*task)) {
        time_sleep(std::max(delay, Nanoseconds{0}));
        co_return;
    }
    if (delay <= Nanoseconds{0}) {
        co_await detail::Yield{};
        co_return;
    }
    EventLoop& loop = get_running_loop();
    const Future<void> future = loop.create_future<void>(Word::sleep);
    const detail::CancelOnExit timer{loop.call_later(delay, SetResultUnlessCancelled{future})};
    const detail::TimedFuture<void> timed{future, timer.timer->when()};
    co_await timed;
}

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
