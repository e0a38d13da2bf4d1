#include "runtime/event.hpp"

namespace coroscope::detail {

Coro<bool> EventState::wait(Ref<EventState> event) {
    if (event->is_set_) {
        co_return true;
    }
    const auto waiter = event->get_loop("Event").create_future<void>(trace::Word::event);
    const PlaceInRow place{event->waiters_, waiter};
    co_await waiter;
    co_return true;
}

void EventState::set() {
    if (is_set_) {
        return;
    }
    is_set_ = true;
    for (const Future<void>& waiter : waiters_) {
        if (!waiter.done()) {
            waiter.set_result();
        }
    }
}

}  // namespace coroscope::detail
