// Where a recording leaves what CPython does: nobody can ever go on, CPython would wait there for
// ever, and the virtual clock ends that wait with a DeadlockError. What the program does after it,
// its `finally` blocks and what the interpreter drops, is not what CPython would do.
#pragma once

#include "runtime/trace/recording.hpp"

namespace coroscope::viz {

/// True for an exception as recordings name it: with or without its message.
inline bool is_deadlock(std::string_view exception) {
    return exception.starts_with("DeadlockError");
}

/// True for the event with which such a wait ends, in a select or in a blocking call; where it was
/// not recorded, for the end of its thread.
inline bool gives_up(const trace::Recording& recording, const trace::Event& event) {
    using trace::Kind;
    const bool told = event.text < recording.strings.size();
    const std::string_view text = told ? recording.text(event) : std::string_view{};
    if (event.kind == Kind::block_end) return text == "deadlock";
    return (event.kind == Kind::loop_run_end || event.kind == Kind::thread_end) &&
           is_deadlock(text);
}

}  // namespace coroscope::viz
