// asyncio.Event: a flag, and tasks that wait for somebody to set it. All of them wake up at once.
//
// Copies are the same event. Thread rule: the loop's own thread; events are not thread-safe.
#pragma once

#include "runtime/loop_bound.hpp"
#include "runtime/waiters.hpp"

namespace coroscope {

namespace detail {

class EventState final : public RefCounted, LoopBound {
public:
    static Coro<bool> wait(Ref<EventState> event);
    void set();
    void clear() { is_set_ = false; }
    [[nodiscard]] bool is_set() const { return is_set_; }

private:
    Waiters waiters_;
    bool is_set_ = false;
};

}  // namespace detail

class Event {
public:
    Event() : state_{make_ref<detail::EventState>()} {}

    /// Event.wait: until it is set; does not yield if it is set already. True.
    Coro<bool> wait() const { return detail::EventState::wait(state_); }
    /// Event.set: wakes everybody who waits.
    void set() const { state_->set(); }
    /// Event.clear: who waits from now on waits for the next set.
    void clear() const { state_->clear(); }
    /// Event.is_set.
    [[nodiscard]] bool is_set() const { return state_->is_set(); }

    friend bool operator==(const Event&, const Event&) = default;

private:
    Ref<detail::EventState> state_;
};

}  // namespace coroscope
