#include "viz/app/loader.hpp"

#include <atomic>
#include <chrono>
#include <mutex>

#include "runtime/trace/recording_file.hpp"

namespace coroscope::viz {

struct Loader::Shared {
    std::function<void()> wake;
    std::atomic<double> part = 0;
    std::atomic<bool> stops = false;
    std::atomic<bool> given_up = false;
    std::mutex mutex;
    std::optional<Loaded> result;
};

namespace {
/// Nobody wants the file any more.
struct GivenUp {};
}  // namespace

void Loader::read(const std::shared_ptr<Shared>& shared, const std::string& file) {
    using Clock = std::chrono::steady_clock;
    constexpr auto between_wakes = std::chrono::milliseconds{60};
    Clock::time_point last_wake = Clock::now();
    Loaded loaded{file, nullptr, {}, {}};
    const auto go_on = [&](double part) {
        if (shared->given_up) {
            throw GivenUp{};
        }
        shared->part = part;
        if (const Clock::time_point now = Clock::now(); now - last_wake > between_wakes) {
            last_wake = now;
            shared->wake();
        }
        return !shared->stops;
    };
    try {
        loaded.film = std::make_shared<const Film>(
            [&](trace::Recording& recording, const std::function<void()>& grown) {
                loaded.result = trace::read_recording(file, recording, {grown, go_on});
            });
    } catch (const GivenUp&) {
        return;
    } catch (const std::exception& error) {
        loaded.film = empty_film();
        loaded.error = error.what();
    }
    {
        const std::lock_guard lock{shared->mutex};
        shared->result = std::move(loaded);
    }
    shared->wake();
}

Loader::~Loader() { give_up(); }

void Loader::give_up() {
    if (thread_.joinable()) {
        shared_->given_up = true;
        thread_.join();
    }
    shared_.reset();
}

void Loader::ask(const std::string& file) {
    give_up();
    shared_ = std::make_shared<Shared>();
    shared_->wake = wake_;
    thread_ = std::thread{[shared = shared_, file] { read(shared, file); }};
}

void Loader::stop() {
    if (shared_ != nullptr) {
        shared_->stops = true;
    }
}

std::optional<double> Loader::progress() const {
    return shared_ == nullptr ? std::nullopt : std::optional<double>{shared_->part.load()};
}

std::optional<Loaded> Loader::take() {
    if (shared_ == nullptr) {
        return std::nullopt;
    }
    std::optional<Loaded> result;
    {
        const std::lock_guard lock{shared_->mutex};
        result = std::move(shared_->result);
        shared_->result.reset();
    }
    if (result) {
        thread_.join();
        shared_.reset();
    }
    return result;
}

}  // namespace coroscope::viz
