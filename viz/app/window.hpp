// The window: what `coroscope [LESSON]` opens.
#pragma once

#include "viz/model/view.hpp"

namespace coroscope::viz {

struct WindowOptions {
    int lesson = 0;  ///< 0 = the lowest
    Language language = Language::english;
};

/// Opens the window and returns when it is closed: the exit code. Throws UsageError where no window
/// can be opened. To be called on the main thread.
int run_window(const WindowOptions& options);

}  // namespace coroscope::viz
