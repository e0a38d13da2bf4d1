#include "runtime/event.hpp"

namespace coroscope::detail {

Coro<bool> EventState::wait(Ref<EventState> event) {
    Frameless<EventWait> waiting{std::move(event)};
    co_return co_await std::move(waiting);
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
