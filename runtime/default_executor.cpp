// A loop's default executor, from its first use to its shutdown.

#include "runtime/executor.hpp"

namespace coroscope {

using trace::Word;

namespace {

/// `future.set_result`, bound to None.
struct SetResult {
    Future<void> future;
    void operator()() const { future.set_result(); }
    [[nodiscard]] static std::string label() {
        return std::string(trace::words[id_of(Word::set_result)]);
    }
};

/// loop._do_shutdown: in a thread of its own, since it waits.
struct DoShutdown {
    EventLoop* loop;
    ThreadPoolExecutor executor;
    // The reference goes with the handle to the loop's thread: it is not counted here.
    std::shared_ptr<Future<void>> future;

    void operator()() const {
        executor.shutdown(true);
        if (!loop->is_closed()) {
            loop->call_soon_threadsafe(SetResult{std::move(*future)}, Place{});
        }
    }
    [[nodiscard]] static std::string name() { return "_do_shutdown"; }
};

}  // namespace

ThreadPoolExecutor& EventLoop::default_executor() {
    if (executor_shutdown_called_) {
        throw RuntimeError{"Executor shutdown has been called"};
    }
    if (!default_executor_) {
        default_executor_ =
            std::make_shared<ThreadPoolExecutor>(ExecutorOptions{.thread_name_prefix = "asyncio"});
    }
    return *default_executor_;
}

void EventLoop::drop_default_executor() {
    executor_shutdown_called_ = true;
    if (const auto executor = std::exchange(default_executor_, nullptr)) {
        executor->shutdown(false);
    }
}

Coro<void> EventLoop::shutdown_default_executor() {
    executor_shutdown_called_ = true;
    if (!default_executor_) {
        co_return;
    }
    const Future<void> future = create_future<void>(Word::executor);
    const DoShutdown target{this, *default_executor_, std::make_shared<Future<void>>(future)};
    const Thread thread{target};
    thread.start();
    std::exception_ptr error;
    try {
        co_await future;
    } catch (...) {
        error = std::current_exception();
    }
    thread.join({}, {});
    if (error) {
        std::rethrow_exception(error);
    }
}

}  // namespace coroscope
