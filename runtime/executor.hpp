// A pool of threads for blocking work.
//
// Python counterparts: concurrent.futures.ThreadPoolExecutor, loop.run_in_executor,
// asyncio.to_thread. A thread is started for a job where none idles, up to the limit.
//
// Thread rule: any thread of the run.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "runtime/chain_future.hpp"
#include "runtime/thread.hpp"
#include "runtime/work_queue.hpp"

namespace coroscope {

namespace detail {

template <class T, class Function>
class FunctionWork final : public WorkItem {
public:
    FunctionWork(std::shared_ptr<ConcurrentState<T>> future, Function function)
        : future_{std::move(future)}, function_(std::move(function)) {}
    void run() override {
        if (!future_->set_running_or_notify_cancel()) {
            return;
        }
        std::optional<Stored<T>> result;
        try {
            if constexpr (std::is_void_v<T>) {
                function_();
                result.emplace();
            } else {
                result.emplace(function_());
            }
        } catch (const Abandoned&) {
            throw;
        } catch (...) {
            future_->set_exception(std::current_exception());
            return;
        }
        future_->set_result(std::move(*result));
    }
    void cancel() override { future_->cancel(); }

private:
    std::shared_ptr<ConcurrentState<T>> future_;
    Function function_;
};

/// The executors' part of a run: concurrent.futures.thread's module variables.
struct Executors {
    ThreadLock global_shutdown_lock;
    std::atomic<bool> shutdown = false;
    std::mutex mutex;
    std::vector<std::pair<Thread, std::shared_ptr<WorkQueue>>> threads;  ///< guarded
    bool joins_at_exit = false;                                          ///< guarded
};

/// What the handles of one executor and its workers share.
class ExecutorState : public std::enable_shared_from_this<ExecutorState> {
public:
    ExecutorState(std::optional<int> max_workers, std::string thread_name_prefix);
    ExecutorState(const ExecutorState&) = delete;
    ExecutorState& operator=(const ExecutorState&) = delete;
    ~ExecutorState();

    void submit(const std::function<Work()>& make_work);
    void shutdown(bool wait, bool cancel_futures);

private:
    void adjust_thread_count();
    static void work(const std::shared_ptr<WorkQueue>& queue,
                     const std::weak_ptr<ExecutorState>& executor);

    std::size_t max_workers_;
    std::string prefix_;
    std::shared_ptr<WorkQueue> queue_ = std::make_shared<WorkQueue>();
    ThreadLock shutdown_lock_;
    std::vector<Thread> threads_;  // guarded by shutdown_lock_
    std::atomic<bool> shutdown_ = false;
    std::atomic<int> idle_ = 0;  // threads that have finished a job and wait for the next
};

}  // namespace detail

/// Keyword arguments of ThreadPoolExecutor.
struct ExecutorOptions {
    std::optional<int> max_workers;       ///< else the processors and four, 32 at most
    std::string thread_name_prefix = {};  ///< else `ThreadPoolExecutor-0`
};

/// concurrent.futures.ThreadPoolExecutor: copies are the same pool. Once the last is gone its
/// threads end when their work is done.
class ThreadPoolExecutor {
public:
    explicit ThreadPoolExecutor(ExecutorOptions options = {})
        : state_{std::make_shared<detail::ExecutorState>(options.max_workers,
                                                         std::move(options.thread_name_prefix))} {}

    /// Executor.submit: `function()` runs in a thread of the pool. Throws RuntimeError after
    /// shutdown.
    template <class Function>
    auto submit(Function function) const {
        using T = std::invoke_result_t<Function&>;
        std::shared_ptr<detail::ConcurrentState<T>> future;
        state_->submit([&]() -> detail::Work {
            future = std::make_shared<detail::ConcurrentState<T>>(trace::Word::submit);
            return std::make_unique<detail::FunctionWork<T, Function>>(future, std::move(function));
        });
        return ConcurrentFuture<T>{future};
    }
    /// Executor.shutdown: takes no more work; waits for its threads if `wait`; forgets the work
    /// that has not begun if `cancel_futures`.
    void shutdown(bool wait = true, bool cancel_futures = false) const {
        state_->shutdown(wait, cancel_futures);
    }

private:
    std::shared_ptr<detail::ExecutorState> state_;
};

/// loop.run_in_executor: a future of the loop for `function()` in a thread of that pool. The loop's
/// thread. Throws RuntimeError when closed.
template <class Function>
auto run_in_executor(EventLoop& loop, const ThreadPoolExecutor& executor, Function function) {
    loop.require_open();
    return wrap_future(executor.submit(std::move(function)), loop, trace::Word::run_in_executor);
}
/// The same in the loop's default executor, which is made when it is first needed and shut down at
/// the end of `run`.
template <class Function>
auto run_in_executor(EventLoop& loop, Function function,
                     trace::Word made_by = trace::Word::run_in_executor) {
    loop.require_open();
    return wrap_future(loop.default_executor().submit(std::move(function)), loop, made_by);
}

/// asyncio.to_thread: awaits `function()` in a thread of the running loop's default executor.
template <class Function>
Coro<std::invoke_result_t<Function&>> to_thread(Function function) {
    const auto future =
        run_in_executor(get_running_loop(), std::move(function), trace::Word::to_thread);
    co_return co_await future;
}

}  // namespace coroscope
