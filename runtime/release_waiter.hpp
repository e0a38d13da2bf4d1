// How wait and wait_for wake the task that waits: asyncio's tasks._release_waiter, called by a
// timer or as the done callback of a future. Thread rule: the loop's own thread.
#pragma once

#include "runtime/event_loop.hpp"

namespace coroscope::detail {

/// tasks._release_waiter, bound to its waiter.
struct ReleaseWaiter {
    Future<void> waiter;
    void operator()() const {
        if (!waiter.done()) {
            waiter.set_result();
        }
    }
    static constexpr trace::Word word = trace::Word::release_waiter;
};

/// The same as a done callback.
class ReleaseWaiterWhenDone final : public DoneCallback {
public:
    explicit ReleaseWaiterWhenDone(Future<void> waiter)
        : DoneCallback{id_of(trace::Word::release_waiter)}, release_{std::move(waiter)} {}
    void call(FutureBase&) override { release_(); }

private:
    ReleaseWaiter release_;
};

}  // namespace coroscope::detail
