#include "viz/app/runner.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

namespace coroscope::viz {

struct Runner::Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> wake;
    std::optional<Scenario> wish;
    std::optional<Finished> result;
    bool running = false;
    bool stopping = false;
};

namespace {

Finished run(const Scenario& scenario) {
    try {
        const auto execution = execute(scenario);
        return {scenario, std::make_shared<const Film>(execution->recording), execution->error};
    } catch (const std::exception& error) {
        return {scenario, empty_film(), error.what()};
    }
}

}  // namespace

Runner::Runner(std::function<void()> wake)
    : shared_(std::make_shared<Shared>()), thread_([shared = shared_] { work(shared); }) {
    const std::lock_guard lock{shared_->mutex};
    shared_->wake = std::move(wake);
}

Runner::~Runner() {
    bool running = false;
    {
        const std::lock_guard lock{shared_->mutex};
        shared_->stopping = true;
        running = shared_->running;
    }
    shared_->changed.notify_one();
    if (running) {
        thread_.detach();
    } else {
        thread_.join();
    }
}

void Runner::ask(Scenario scenario) {
    {
        const std::lock_guard lock{shared_->mutex};
        shared_->wish = std::move(scenario);
        shared_->result.reset();
    }
    shared_->changed.notify_one();
}

std::optional<Finished> Runner::take() {
    const std::lock_guard lock{shared_->mutex};
    return std::exchange(shared_->result, std::nullopt);
}

void Runner::work(const std::shared_ptr<Shared>& shared) {
    std::unique_lock lock{shared->mutex};
    while (true) {
        shared->changed.wait(lock, [&] { return shared->stopping || shared->wish.has_value(); });
        if (shared->stopping) {
            return;
        }
        const Scenario scenario = *std::exchange(shared->wish, std::nullopt);
        shared->running = true;
        lock.unlock();
        Finished finished = run(scenario);
        lock.lock();
        shared->running = false;
        if (shared->stopping) {
            return;
        }
        // A newer wish makes this result stale.
        if (!shared->wish) {
            shared->result = std::move(finished);
            shared->wake();
        }
    }
}

}  // namespace coroscope::viz
