#include "runtime/event.hpp"

namespace coroscope::detail {

Coro<bool> EventState::wait(Ref<EventState> event) {
    Frameless<EventWait> waiting{std::move(event)};
    co_return co_await std::move(waiting);
}

void EventWait::begin() {
    waiter_ = make_ref<Waiter>(event_->get_loop("Event"), event_->made_for_);
    event_->waiters_.push_back(*waiter_);
    suspend_until(waiter_);
}

void EventState::set() {
    if (is_set_) {
        return;
    }
    is_set_ = true;
    for (Waiter& waiter : waiters_) {
        if (!waiter.done()) {
            waiter.set_result();
        }
    }
}

}  // namespace coroscope::detail
