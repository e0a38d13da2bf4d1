// asyncio.wait_for: a future or a coroutine, but not for longer than a given time.
//
// It returns only when what it waited for has ended: what it cancels may clean up for as long as it
// likes. As in Python 3.11 a coroutine becomes a task; 3.12 awaits it inline.
// Thread rule: the loop's own thread.
#pragma once

#include "runtime/event_loop.hpp"

namespace coroscope {

namespace detail {

/// What wait_for waits on: a future of its own and the timer that releases it.
struct WaitForTimer {
    Future<void> waiter;
    Ref<TimerHandle> timer;
};

/// Started before the coroutine becomes a task, as in asyncio. Not at all for a timeout of 0 or
/// less.
std::optional<WaitForTimer> start_wait_for(Nanoseconds timeout);

/// Until the future is done. Throws TimeoutError where it had to be cancelled, and where the
/// waiting task is cancelled CancelledError.
Coro<void> wait_until_done(Ref<FutureBase> future, std::optional<WaitForTimer> timer);

template <class T>
Coro<T> wait_for_future(Ref<FutureState<T>> future, std::optional<WaitForTimer> timer) {
    co_await wait_until_done(future, std::move(timer));
    if constexpr (std::is_void_v<T>) {
        future->result();
    } else {
        co_return future->result();
    }
}

}  // namespace detail

/// asyncio.wait_for of a future or task: its result. Throws TimeoutError after the timeout, and it
/// is cancelled then; without one it is simply awaited.
template <class T>
Coro<T> wait_for(Future<T> future, std::optional<Nanoseconds> timeout) {
    if (!timeout) {
        co_return co_await future;
    }
    auto timer = detail::start_wait_for(*timeout);
    require_future_of(get_running_loop(), *future.state());
    co_return co_await detail::wait_for_future<T>(future.state(), std::move(timer));
}
template <class T>
Coro<T> wait_for(Task<T> task, std::optional<Nanoseconds> timeout) {
    return wait_for(Future<T>{task}, timeout);
}

/// asyncio.wait_for of a coroutine, which becomes a task; with a timeout of 0 or less its body
/// never runs.
template <class T>
Coro<T> wait_for(Coro<T> coroutine, std::optional<Nanoseconds> timeout) {
    if (!timeout) {
        co_return co_await std::move(coroutine);
    }
    auto timer = detail::start_wait_for(*timeout);
    const Future<T> future = ensure_future(std::move(coroutine));
    co_return co_await detail::wait_for_future<T>(future.state(), std::move(timer));
}

}  // namespace coroscope
