// Calls that hold their thread, and with it its loop: time.sleep, Thread.join, a concurrent
// future's result(), a lock.
//
// Thread rule: any thread of a run.
#pragma once

#include <functional>
#include <optional>

#include "runtime/clock.hpp"
#include "runtime/future.hpp"

namespace coroscope::detail {

/// A blocking call, as recordings and a DeadlockError name it.
struct Blocking {
    trace::Word text;
    trace::Party other = {};                  ///< what is waited for
    std::optional<Nanoseconds> timeout = {};  ///< absent: for ever
    std::function<std::string()> what = {};   ///< `Thread-1 (work) to end`
    Place where = {};
    bool is_sleep = false;     ///< whose deadline is its ordinary end
    bool is_internal = false;  ///< the runtime's own: recordings do not have it
};

/// Wait until `is_over()`, which whoever makes it true follows with Clock::wake. False at the
/// timeout. A Ctrl-C ends it as KeyboardInterrupt in the main thread; where a handler takes it,
/// the wait goes on (PEP 475).
bool block_until(const Blocking& call, const std::function<bool()>& is_over);

}  // namespace coroscope::detail
