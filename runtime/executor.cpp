#include "runtime/executor.hpp"

#include <algorithm>
#include <thread>

#include "runtime/program_run.hpp"

namespace coroscope::detail {

namespace {

std::size_t default_max_workers() {
    return std::min(32u, std::max(1u, std::thread::hardware_concurrency()) + 4);
}

// concurrent.futures.thread._python_exit: no worker outlives the program.
void join_all(Executors& executors) {
    executors.shutdown = true;
    std::vector<std::pair<Thread, std::shared_ptr<WorkQueue>>> threads;
    {
        const std::scoped_lock lock{executors.mutex};
        threads = executors.threads;
    }
    for (const auto& [thread, queue] : threads) {
        queue->put(nullptr);
    }
    for (const auto& [thread, queue] : threads) {
        thread.wait_for_end();
    }
}

}  // namespace

ExecutorState::ExecutorState(std::optional<int> max_workers, std::string thread_name_prefix)
    : max_workers_{max_workers ? static_cast<std::size_t>(*max_workers) : default_max_workers()},
      prefix_{std::move(thread_name_prefix)} {
    if (max_workers && *max_workers <= 0) {
        throw ValueError{"max_workers must be greater than 0"};
    }
    ProgramRun& run = current_run();
    if (prefix_.empty()) {
        prefix_ = "ThreadPoolExecutor-" + std::to_string(run.next_executor_number());
    }
    Executors& executors = run.executors();
    const std::scoped_lock lock{executors.mutex};
    if (!std::exchange(executors.joins_at_exit, true)) {
        run.threads().at_shutdown([&executors] { join_all(executors); });
    }
}

ExecutorState::~ExecutorState() {
    // As the workers' weak reference to it does: they look, and end.
    if (coroscope::current().run != nullptr) {
        queue_->put(nullptr);
    }
}

void ExecutorState::submit(const std::function<Work()>& make_work) {
    Executors& executors = current_run().executors();
    const std::scoped_lock lock{shutdown_lock_};
    const std::scoped_lock global{executors.global_shutdown_lock};
    if (shutdown_) {
        throw RuntimeError{"cannot schedule new futures after shutdown"};
    }
    if (executors.shutdown) {
        throw RuntimeError{"cannot schedule new futures after interpreter shutdown"};
    }
    queue_->put(make_work());
    adjust_thread_count();
}

void ExecutorState::adjust_thread_count() {
    if (int idle = idle_; idle > 0 && idle_.compare_exchange_strong(idle, idle - 1)) {
        return;
    }
    if (threads_.size() >= max_workers_) {
        return;
    }
    const Thread thread{[queue = queue_, executor = weak_from_this()] { work(queue, executor); },
                        {.name = prefix_ + "_" + std::to_string(threads_.size())}};
    thread.start();
    threads_.push_back(thread);
    Executors& executors = current_run().executors();
    const std::scoped_lock lock{executors.mutex};
    executors.threads.emplace_back(thread, queue_);
}

// concurrent.futures.thread._worker.
void ExecutorState::work(const std::shared_ptr<WorkQueue>& queue,
                         const std::weak_ptr<ExecutorState>& reference) {
    for (;;) {
        if (Work work = queue->get()) {
            work->run();
            work = nullptr;
            if (const auto executor = reference.lock()) {
                ++executor->idle_;
            }
            continue;
        }
        const auto executor = reference.lock();
        if (current_run().executors().shutdown || !executor || executor->shutdown_) {
            if (executor) {
                executor->shutdown_ = true;
            }
            // The next worker shall look too.
            queue->put(nullptr);
            return;
        }
    }
}

void ExecutorState::shutdown(bool wait, bool cancel_futures) {
    {
        const std::scoped_lock lock{shutdown_lock_};
        shutdown_ = true;
        if (cancel_futures) {
            for (const Work& work : queue_->take_all()) {
                if (work) {
                    work->cancel();
                }
            }
        }
        queue_->put(nullptr);
    }
    if (wait) {
        for (const Thread& thread : threads_) {
            thread.join({}, {});
        }
    }
}

}  // namespace coroscope::detail
