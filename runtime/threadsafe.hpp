// asyncio.run_coroutine_threadsafe: a coroutine for a loop that runs in another thread.
//
// Thread rule: any thread of the run but, if it waits for the result, the loop's own.
#pragma once

#include "runtime/chain_future.hpp"

namespace coroscope {

namespace detail {

/// run_coroutine_threadsafe's `callback`: makes the task, in the loop's thread.
template <class T>
struct SubmitCoroutine {
    Coro<T> coroutine;
    EventLoop* loop;
    std::shared_ptr<ConcurrentState<T>> future;

    void operator()() {
        try {
            chain_future(loop->create_task(std::move(coroutine), Place{}), future);
        } catch (const Exception&) {
            if (future->set_running_or_notify_cancel()) {
                future->set_exception(std::current_exception());
            }
            throw;
        }
    }
    [[nodiscard]] static std::string label() {
        return std::string(trace::words[id_of(trace::Word::threadsafe_callback)]);
    }
};

}  // namespace detail

/// asyncio.run_coroutine_threadsafe: makes the coroutine a task of that loop; the future is done
/// one iteration after the task. Throws RuntimeError where the loop is closed.
template <class T>
ConcurrentFuture<T> run_coroutine_threadsafe(Coro<T> coroutine, EventLoop& loop) {
    const auto future =
        std::make_shared<detail::ConcurrentState<T>>(trace::Word::run_coroutine_threadsafe);
    loop.call_soon_threadsafe(detail::SubmitCoroutine<T>{std::move(coroutine), &loop, future},
                              Place{});
    return ConcurrentFuture<T>{future};
}

}  // namespace coroscope
