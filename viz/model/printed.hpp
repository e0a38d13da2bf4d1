// What the value of a print says (EVENTS.md).
#pragma once

#include "runtime/trace/event.hpp"

namespace coroscope::viz {

/// Has it gone to stderr? Else it has gone to stdout.
inline bool is_to_stderr(const trace::Event& print) {
    return print.has_value() && (print.value & 2) != 0;
}

/// Has it no newline at its end, so that what is printed next goes on in its line?
inline bool line_goes_on(const trace::Event& print) {
    return print.has_value() && (print.value & 1) != 0;
}

}  // namespace coroscope::viz
