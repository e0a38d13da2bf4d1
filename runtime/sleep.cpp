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
    static constexpr trace::Word word = trace::Word::set_result_unless_cancelled;
};

}  // namespace

namespace detail {
namespace {

/// Has the person said that this sleep holds the thread? Then it has done so, and is over.
bool blocked_instead(Nanoseconds delay) {
    TaskBase* task = coroscope::current().task;
    if (task == nullptr || !current_run().sleep_blocks(*task)) {
        return false;
    }
    time_sleep(delay);
    return true;
}

Coro<void> sleep(Yield once) {
    if (!blocked_instead(Nanoseconds{0})) {
        co_await once;
    }
}

Coro<void> sleep(Nanoseconds delay) {
    if (blocked_instead(delay)) {
        co_return;
    }
    EventLoop& loop = get_running_loop();
    const TimedFuture<void> timed{loop.create_future<void>(Word::sleep), loop.time() + delay};
    const CancelOnExit timer{loop.call_at(*timed.deadline, SetResultUnlessCancelled{timed.future})};
    co_await timed;
}

}  // namespace

std::coroutine_handle<> yield_inline(PromiseBase& parent) {
    require_depth(parent.depth + 2u);  // asyncio.sleep awaits __sleep0
    if (blocked_instead(Nanoseconds{0})) {
        return parent.handle();
    }
    suspend_once();
    return std::noop_coroutine();
}

PromiseBase* frame_of_bare_yield() { return sleep(Yield{}).release(); }
Coro<void> sleep_for(Nanoseconds delay) { return sleep(delay); }

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
