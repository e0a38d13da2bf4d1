// The window: what `coroscope [LESSON]` opens.
#pragma once

#include <optional>
#include <string>

#include "runtime/trace/scenario.hpp"
#include "viz/app/settings.hpp"
#include "viz/model/view.hpp"

namespace coroscope::viz {

struct WindowOptions {
    int lesson = 0;                         ///< 0 = the last one, at first the lowest
    Language language = Language::english;  ///< where the person has not chosen one
    Settings settings{};
    std::string notice{};                ///< what to tell the person at first
    std::string file{};                  ///< a recording to open, instead of a lesson
    std::optional<Scenario> scenario{};  ///< or a scenario
    /// Only measure: when the first lesson is to be seen, print how long after the launch that is.
    bool startup_time = false;
};

/// Opens the window and returns when it is closed: the exit code. Throws UsageError where no window
/// can be opened. To be called on the main thread.
int run_window(const WindowOptions& options);

}  // namespace coroscope::viz
