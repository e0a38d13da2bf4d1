// How an export that takes long is watched and stopped, and how it ends where it cannot go on.
//
// Thread rule: `progress` is called on the thread that exports; `stop` is asked for from any.
#pragma once

#include <exception>
#include <functional>
#include <stdexcept>
#include <stop_token>

namespace coroscope::viz {

/// An export cannot be had: one line that says what, where, and what to do.
class ExportError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The person has stopped it; nothing was written.
class Stopped : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override {
        return "stopped: nothing was written";
    }
};

struct Watch {
    std::function<void(double)> progress{};  ///< told how much is done, 0 … 1
    std::stop_token stop{};

    /// To be called now and then on the way. Throws Stopped.
    void at(double done) const {
        if (stop.stop_requested()) {
            throw Stopped{};
        }
        if (progress) {
            progress(done);
        }
    }
};

}  // namespace coroscope::viz
