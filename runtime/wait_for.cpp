#include "runtime/wait_for.hpp"

#include "runtime/cancel_on_exit.hpp"
#include "runtime/release_waiter.hpp"

namespace coroscope::detail {

using trace::Word;

namespace {

/// Lets a future release a waiter for the length of a scope.
struct ReleasedBy {
    Ref<FutureBase> future;
    Ref<ReleaseWaiterWhenDone> callback;

    ReleasedBy(Ref<FutureBase> its_future, const Future<void>& waiter)
        : future{std::move(its_future)}, callback{make_ref<ReleaseWaiterWhenDone>(waiter)} {
        future->add_done_callback(callback);
    }
    ReleasedBy(const ReleasedBy&) = delete;
    ReleasedBy& operator=(const ReleasedBy&) = delete;
    ~ReleasedBy() { future->remove_done_callback(*callback); }
};

/// tasks._cancel_and_wait.
Coro<void> cancel_and_wait(Ref<FutureBase> future) {
    const auto waiter = get_running_loop().create_future<void>(Word::wait_for);
    const ReleasedBy released{future, waiter};
    future->cancel({}, {});
    // Not the future itself: awaiting that would swallow a cancel of the waiting task.
    co_await waiter;
}

/// Where the future could be cancelled, the timeout is what the caller hears of.
void throw_if_timed_out(FutureBase& future) {
    // A gather fails with the cancellation of a child; that of concurrent.futures is no such one.
    if (future.cancelled() ||
        (future.failure_type() == "CancelledError" && is_cancelled_error(future.exception()))) {
        future.forget_failure();
        throw TimeoutError{};
    }
}

}  // namespace

std::optional<WaitForTimer> start_wait_for(Nanoseconds timeout) {
    if (timeout <= Nanoseconds{0}) {
        return std::nullopt;
    }
    EventLoop& loop = get_running_loop();
    const auto waiter = loop.create_future<void>(Word::wait_for);
    return WaitForTimer{waiter, loop.call_later(timeout, ReleaseWaiter{waiter})};
}

Coro<void> wait_until_done(Ref<FutureBase> future, std::optional<WaitForTimer> timer) {
    if (!timer) {
        if (!future->done()) {
            co_await cancel_and_wait(future);
            throw_if_timed_out(*future);
        }
        co_return;
    }
    const CancelOnExit cancelled_at_the_end{timer->timer};
    const auto release = make_ref<ReleaseWaiterWhenDone>(timer->waiter);
    future->add_done_callback(release);
    const TimedFuture<void> timed{timer->waiter, timer->timer->when()};
    std::exception_ptr cancelled;
    try {
        co_await timed;
    } catch (const CancelledError&) {
        cancelled = std::current_exception();
    }
    if (future->done()) {
        // Also where the caller was cancelled in this very iteration: the result wins (3.12: not).
        co_return;
    }
    future->remove_done_callback(*release);
    co_await cancel_and_wait(future);
    if (cancelled) {
        std::rethrow_exception(cancelled);
    }
    throw_if_timed_out(*future);
}

}  // namespace coroscope::detail
