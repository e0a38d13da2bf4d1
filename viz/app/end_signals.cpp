#include "viz/app/end_signals.hpp"

#include <cstdlib>

namespace coroscope {

namespace {
/// Ends the thread that waits: to a program that does not ask for it this one means nothing.
constexpr int no_more = SIGURG;
}  // namespace

sigset_t signals_to_end() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int each : {SIGTERM, SIGHUP, SIGINT}) {
        struct sigaction now {};
        sigaction(each, nullptr, &now);
        if (now.sa_handler != SIG_IGN || each == SIGTERM) {
            sigaddset(&signals, each);
        }
    }
    return signals;
}

EndSignals::EndSignals(void (*wake)()) : signals_{signals_to_end()} {
    sigaddset(&signals_, no_more);
    pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    thread_ = std::thread{[this, wake] { listen(wake); }};
}

EndSignals::~EndSignals() {
    over_ = true;
    pthread_kill(thread_.native_handle(), no_more);
    thread_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void EndSignals::listen(void (*wake)()) {
    for (int signal = 0; sigwait(&signals_, &signal) == 0 && !over_;) {
        if (signal == no_more) {
            continue;
        }
        if (asked_.exchange(true)) {
            std::_Exit(128 + signal);
        }
        wake();
    }
}

}  // namespace coroscope
