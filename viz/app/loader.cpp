#include "viz/app/loader.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <mutex>

#include <fmt/format.h>

#include "runtime/trace/recording_file.hpp"
#include "viz/app/execute.hpp"
#include "viz/app/file_kind.hpp"
#include "viz/app/recorded_lesson.hpp"
#include "viz/app/recording_end.hpp"
#include "viz/app/script_recording.hpp"

namespace coroscope::viz {

using WallClock = std::chrono::steady_clock;

struct Loader::Shared {
    std::string file;
    std::function<void()> wake;
    WallClock::time_point begin = WallClock::now();
    std::atomic<int> stops = 0;  // so often was that asked for
    std::atomic<bool> given_up = false;
    mutable std::mutex mutex;
    Loading progress;
    std::optional<Loaded> result;
};

namespace {

constexpr auto between_looks = std::chrono::milliseconds{60};
// To clean up after a Ctrl-C.
constexpr auto patience = std::chrono::seconds{1};

/// Nobody wants the file any more.
struct GivenUp {};

/// Empty where none has killed it. A Ctrl-C is in the recording.
std::string killing_signal(const ScriptRecording& script) {
    const int signal = script.signal();
    return signal == 0 || signal == SIGINT ? std::string{} : signal_text(signal);
}

}  // namespace

/// What the thread does.
class Loader::Work {
public:
    explicit Work(const std::shared_ptr<Shared>& shared) : shared_{*shared} {}

    void run() {
        Loaded loaded{.file = shared_.file, .film = empty_film()};
        try {
            if (kind_of_file(shared_.file) == FileKind::script) {
                record_and_read(loaded);
            } else {
                read(shared_.file, loaded);
            }
        } catch (const GivenUp&) {
            return;
        } catch (const std::exception& error) {
            loaded.error = error.what();
        }
        {
            const std::lock_guard lock{shared_.mutex};
            shared_.result = std::move(loaded);
        }
        shared_.wake();
    }

private:
    void record_and_read(Loaded& loaded) {
        ScriptRecording script{shared_.file, ScriptRecording::Streams::none};
        while (!script.ended()) {
            std::error_code none_yet;
            const std::uintmax_t size = std::filesystem::file_size(script.file(), none_yet);
            show({.running = true, .bytes = none_yet ? 0 : size});
            stop(script);
            std::this_thread::sleep_for(between_looks);
        }
        if (!script.recorded()) {
            const std::string why = script.problem();
            throw UsageError{
                fmt::format("{} was not recorded{}{}", shared_.file, why.empty() ? "" : ": ", why)};
        }
        shared_.stops = 0;
        loaded.killed_by = killing_signal(script);
        loaded.asked_in_vain = script.asked_in_vain();
        read(script.file(), loaded);
    }

    /// As far as it shall. asyncio.run takes the first Ctrl-C for a cancellation of its task, which
    /// a coroutine that does not yield never hears of; the second is a KeyboardInterrupt there.
    void stop(const ScriptRecording& script) {
        const WallClock::time_point now = WallClock::now();
        if (shared_.stops > 1) {
            script.send(SIGKILL);
        } else if (shared_.stops == 1 && interrupts_ < 2 && now - last_interrupt_ >= patience) {
            script.send(SIGINT);
            ++interrupts_;
            last_interrupt_ = now;
        }
    }

    void read(const std::string& file, Loaded& loaded) {
        loaded.film = std::make_shared<const Film>([&](trace::Recording& recording,
                                                       const std::function<void()>& grown) {
            loaded.result = trace::read_recording(file, recording, {grown, [this](double part) {
                                                                        show({.part = part});
                                                                        return shared_.stops == 0;
                                                                    }});
        });
        loaded.listing = program_of_file(file, loaded.film->recording);
    }

    /// Says how far it is, unless nobody wants to know.
    void show(const Loading& progress) {
        if (shared_.given_up) {
            throw GivenUp{};
        }
        {
            const std::lock_guard lock{shared_.mutex};
            shared_.progress = progress;
        }
        if (const WallClock::time_point now = WallClock::now(); now - last_wake_ >= between_looks) {
            last_wake_ = now;
            shared_.wake();
        }
    }

    Shared& shared_;
    WallClock::time_point last_wake_ = WallClock::now();
    int interrupts_ = 0;  // that the script has got
    WallClock::time_point last_interrupt_;
};

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
    shared_->file = file;
    shared_->wake = wake_;
    shared_->progress.running = kind_of_file(file) == FileKind::script;
    thread_ = std::thread{[shared = shared_] { Work{shared}.run(); }};
}

void Loader::stop() {
    if (shared_ != nullptr) {
        ++shared_->stops;
    }
}

std::optional<Loading> Loader::progress() const {
    if (shared_ == nullptr) {
        return std::nullopt;
    }
    const std::lock_guard lock{shared_->mutex};
    Loading progress = shared_->progress;
    progress.file = shared_->file;
    progress.seconds = std::chrono::duration<double>(WallClock::now() - shared_->begin).count();
    progress.stopping = shared_->stops > 0;
    return progress;
}

std::optional<Loaded> Loader::take() {
    if (shared_ == nullptr) {
        return std::nullopt;
    }
    std::optional<Loaded> result;
    {
        const std::lock_guard lock{shared_->mutex};
        result = std::exchange(shared_->result, std::nullopt);
    }
    if (result) {
        thread_.join();
        shared_.reset();
    }
    return result;
}

}  // namespace coroscope::viz
