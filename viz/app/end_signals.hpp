// The signals that ask a program to end (SIGTERM, SIGHUP, SIGINT): a window closes at them as at
// its button, so that nothing is left behind. A second one ends the program at once.
//
// Thread rule: one object, made on the main thread before there are others, which then leave these
// signals alone too. `asked` from any thread; `wake` is called from one of its own.
#pragma once

#include <atomic>
#include <csignal>
#include <thread>

namespace coroscope {

/// Those of them that count here: what was ignored as we were started is for nobody, as nohup wants
/// it.
sigset_t signals_to_end();

class EndSignals {
public:
    /// `wake` is called when one has come.
    explicit EndSignals(void (*wake)());
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;
    ~EndSignals();

    /// True when somebody has asked for the end.
    [[nodiscard]] bool asked() const { return asked_; }

private:
    void listen(void (*wake)());

    sigset_t signals_{};
    sigset_t before_{};
    std::atomic<bool> asked_ = false;
    std::atomic<bool> over_ = false;
    std::thread thread_;
};

}  // namespace coroscope
