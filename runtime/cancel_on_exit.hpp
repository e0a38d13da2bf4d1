// `finally: handle.cancel()`. Thread rule: the loop's own thread.
#pragma once

#include "runtime/handle.hpp"

namespace coroscope::detail {

/// Cancels a timer at the end of its scope.
struct CancelOnExit {
    Ref<TimerHandle> timer;
    explicit CancelOnExit(Ref<TimerHandle> handle) : timer{std::move(handle)} {}
    CancelOnExit(const CancelOnExit&) = delete;
    CancelOnExit& operator=(const CancelOnExit&) = delete;
    ~CancelOnExit() { timer->cancel(); }
};

}  // namespace coroscope::detail
