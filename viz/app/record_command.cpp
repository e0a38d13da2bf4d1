#include "viz/app/record_command.hpp"

#include <csignal>
#include <utility>

#include <fmt/format.h>

#include "viz/app/end_signals.hpp"
#include "viz/app/execute.hpp"
#include "viz/app/recording_end.hpp"

namespace coroscope {
namespace {

/// As long as a script runs in the terminal, Ctrl-C there is the script's, and who asks us to end
/// is heard here.
class SignalsMeanwhile {
public:
    SignalsMeanwhile()
        : interrupt_before_{std::signal(SIGINT, SIG_IGN)}, awaited_{signals_to_end()} {
        sigaddset(&awaited_, SIGCHLD);
        pthread_sigmask(SIG_BLOCK, &awaited_, &mask_before_);
    }
    SignalsMeanwhile(const SignalsMeanwhile&) = delete;
    SignalsMeanwhile& operator=(const SignalsMeanwhile&) = delete;
    ~SignalsMeanwhile() {
        pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
        std::signal(SIGINT, interrupt_before_);
    }

    /// Waits until a child has changed (false) or we are asked to end (true).
    [[nodiscard]] bool asked_to_end() const {
        int signal = 0;
        sigwait(&awaited_, &signal);
        return signal != SIGCHLD;
    }

private:
    void (*interrupt_before_)(int);
    sigset_t awaited_;
    sigset_t mask_before_{};
};

}  // namespace

RecordedScript::RecordedScript(const std::string& script,
                               const std::vector<std::string>& arguments) {
    // Longer than the recording, where that ends here: a second request may be waiting.
    const SignalsMeanwhile signals;
    auto recording =
        std::make_unique<ScriptRecording>(script, ScriptRecording::Streams::terminal, arguments);
    fmt::print(stderr,
               "coroscope: {} runs under CPython; Ctrl-C ends it (twice where it does not yield)\n",
               script);
    while (!recording->ended()) {
        if (signals.asked_to_end()) {
            throw UsageError{fmt::format("{} was ended before its end", script)};
        }
    }
    recording_ = std::move(recording);
    const int signal = recording_->signal();
    if (!recorded()) {
        fmt::print(stderr, "coroscope: {} was not recorded: {}\n", script,
                   signal != 0 ? signal_text(signal) : "see above");
    } else if (signal != 0 && signal != SIGINT) {
        fmt::print(stderr, "coroscope: {} was ended by {}; what happened by then is shown\n",
                   script, signal_text(signal));
    }
}

bool RecordedScript::failed() const {
    const int signal = recording_->signal();
    return signal != 0 ? signal != SIGINT : recording_->exit_status() != 0;
}

}  // namespace coroscope
