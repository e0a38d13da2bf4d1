#include "viz/app/export_job.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <utility>

#include "viz/export/export.hpp"

namespace coroscope::viz {

namespace {

using Draw = std::function<Drawing(Studio&)>;

// How long the window draws for an export before it looks after itself again.
constexpr std::chrono::milliseconds turn{30};

}  // namespace

struct ExportJob::Shared {
    std::mutex mutex;
    std::condition_variable changed;
    const Draw* wanted = nullptr;  // what is to be drawn, or null
    std::optional<Drawing> drawn;
    std::exception_ptr failed;  // why it could not be drawn
    std::optional<Outcome> outcome;
    std::stop_source stop;
    std::atomic<double> done = 0;
    std::function<void()> wake;

    // On the exporting thread: has the window's thread draw, and waits for it.
    Drawing draw(const Draw& draw) {
        std::unique_lock lock{mutex};
        wanted = &draw;
        drawn.reset();
        failed = nullptr;
        changed.notify_all();
        lock.unlock();
        wake();
        lock.lock();
        changed.wait(lock, [&] { return wanted == nullptr || stop.stop_requested(); });
        wanted = nullptr;
        if (failed) {
            std::rethrow_exception(failed);
        }
        if (!drawn) {
            throw Stopped{};
        }
        return std::move(*drawn);
    }

    void end(Outcome how) {
        const std::lock_guard lock{mutex};
        outcome = std::move(how);
    }
};

ExportJob::ExportJob(std::filesystem::path file, Take take, std::function<void()> wake)
    : file_(std::move(file)), shared_(std::make_shared<Shared>()) {
    shared_->wake = std::move(wake);
    thread_ = std::thread{[shared = shared_, file = file_, take = std::move(take)] {
        work(shared, file, take);
        shared->wake();
    }};
}

ExportJob::~ExportJob() {
    stop();
    thread_.join();
}

void ExportJob::stop() {
    shared_->stop.request_stop();
    const std::lock_guard lock{shared_->mutex};
    shared_->changed.notify_all();
}

void ExportJob::work(const std::shared_ptr<Shared>& shared, const std::filesystem::path& file,
                     const Take& take) {
    const Watch watch{.progress =
                          [&](double done) {
                              shared->done = done;
                              shared->wake();
                          },
                      .stop = shared->stop.get_token()};
    try {
        export_to(
            file, take, [&](const Draw& draw) { return shared->draw(draw); }, watch);
        shared->end({.written = true});
    } catch (const Stopped&) {
        shared->end({.stopped = true});
    } catch (const std::exception& error) {
        shared->end({.error = error.what()});
    }
}

bool ExportJob::serve(Studio& studio) {
    const auto until = std::chrono::steady_clock::now() + turn;
    std::unique_lock lock{shared_->mutex};
    bool served = false;
    while (shared_->wanted != nullptr) {
        try {
            shared_->drawn = (*shared_->wanted)(studio);
        } catch (...) {
            shared_->failed = std::current_exception();
        }
        shared_->wanted = nullptr;
        shared_->changed.notify_all();
        served = true;
        // The next picture is wanted soon: it is cheaper to wait for it than to be woken for it.
        shared_->changed.wait_until(lock, until, [&] { return shared_->wanted != nullptr; });
    }
    return served;
}

double ExportJob::done() const { return shared_->done; }

std::optional<ExportJob::Outcome> ExportJob::outcome() const {
    const std::lock_guard lock{shared_->mutex};
    return shared_->outcome;
}

}  // namespace coroscope::viz
