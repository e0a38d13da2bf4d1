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
    Running* running = nullptr;
    Scenario scenario;  // of what runs
    bool stopping = false;

    /// The program that runs, if any, is of no use any more. Called with the lock held.
    void give_up() const {
        if (running != nullptr) {
            running->clock().abandon();
        }
    }
};

namespace {

Finished run(const Scenario& scenario, const std::function<void(Running*)>& watch) {
    try {
        const auto execution = execute(scenario, {}, watch);
        // What happened in real time cannot be run again to the same moment.
        const bool repeats = scenario.clock == ClockKind::virtual_clock;
        return {scenario, std::make_shared<const Film>(execution->recording, repeats),
                execution->interventions, execution->error};
    } catch (const std::exception& error) {
        return {scenario, empty_film(), {}, error.what()};
    }
}

}  // namespace

Runner::Runner(std::function<void()> wake)
    : shared_(std::make_shared<Shared>()), thread_([shared = shared_] { work(shared); }) {
    const std::lock_guard lock{shared_->mutex};
    shared_->wake = std::move(wake);
}

Runner::~Runner() {
    {
        const std::lock_guard lock{shared_->mutex};
        shared_->stopping = true;
        shared_->give_up();
    }
    shared_->changed.notify_one();
    thread_.join();
}

void Runner::ask(Scenario scenario) {
    {
        const std::lock_guard lock{shared_->mutex};
        shared_->wish = std::move(scenario);
        shared_->result.reset();
        shared_->give_up();
    }
    shared_->changed.notify_one();
}

void Runner::give_up() {
    const std::lock_guard lock{shared_->mutex};
    shared_->wish.reset();
    shared_->result.reset();
    shared_->give_up();
}

std::optional<Finished> Runner::take() {
    const std::lock_guard lock{shared_->mutex};
    return std::exchange(shared_->result, std::nullopt);
}

std::optional<Finished> Runner::look() {
    const std::lock_guard lock{shared_->mutex};
    if (shared_->running == nullptr || shared_->wish ||
        shared_->scenario.clock != ClockKind::steady_clock) {
        return std::nullopt;
    }
    trace::Recording recording = shared_->running->so_far();
    if (recording.events.size() < 3) {
        return std::nullopt;  // nothing has happened yet
    }
    return Finished{shared_->scenario, std::make_shared<const Film>(std::move(recording)), {}, {}};
}

bool Runner::intervene(const Intervention& intervention) {
    const std::lock_guard lock{shared_->mutex};
    if (shared_->running == nullptr || shared_->wish) {
        return false;
    }
    shared_->running->intervene(intervention);
    return true;
}

void Runner::work(const std::shared_ptr<Shared>& shared) {
    std::unique_lock lock{shared->mutex};
    while (true) {
        shared->changed.wait(lock, [&] { return shared->stopping || shared->wish.has_value(); });
        if (shared->stopping) {
            return;
        }
        const Scenario scenario = *std::exchange(shared->wish, std::nullopt);
        lock.unlock();
        Finished finished = run(scenario, [&](Running* running) {
            const std::lock_guard guard{shared->mutex};
            shared->running = running;
            shared->scenario = scenario;
            if (running != nullptr && (shared->stopping || shared->wish)) {
                shared->give_up();
            }
        });
        lock.lock();
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
