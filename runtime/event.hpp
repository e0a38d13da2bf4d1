// asyncio.Event: a flag, and tasks that wait for somebody to set it. All of them wake up at once.
//
// Copies are the same event. Thread rule: the loop's own thread; events are not thread-safe.
#pragma once

#include "runtime/frameless.hpp"
#include "runtime/loop_bound.hpp"
#include "runtime/waiters.hpp"

namespace coroscope {

namespace detail {

class EventState final : public RefCounted, LoopBound {
public:
    /// `made_for` is what recordings say that its waiters wait for.
    explicit EventState(trace::Word made_for = trace::Word::event) : made_for_{made_for} {}

    static Coro<bool> wait(Ref<EventState> event);
    void set();
    void clear() { is_set_ = false; }
    [[nodiscard]] bool is_set() const { return is_set_; }

private:
    friend class EventWait;

    Waiters waiters_;
    const trace::Word made_for_;
    bool is_set_ = false;
};

/// The body of Event.wait.
class EventWait {
public:
    using Result = bool;
    using Arguments = Ref<EventState>;
    static constexpr std::uint32_t frames = 1;
    static Coro<bool> coroutine(Ref<EventState> event) {
        return EventState::wait(std::move(event));
    }

    explicit EventWait(Ref<EventState> event) : event_{std::move(event)} {}
    EventWait(const EventWait&) = delete;
    EventWait& operator=(const EventWait&) = delete;
    ~EventWait() {
        if (waiter_) {
            event_->waiters_.remove(*waiter_);
        }
    }

    [[nodiscard]] bool await_ready() const { return event_->is_set(); }
    void await_suspend(std::coroutine_handle<>) { begin(); }
    bool await_resume() {
        if (waiter_) {
            resumed();
            static_cast<void>(waiter_->result());
        }
        return true;
    }

private:
    void begin();

    Ref<EventState> event_;
    Ref<Waiter> waiter_;  // none where it was set already
};

}  // namespace detail

class Event {
public:
    Event() : state_{make_ref<detail::EventState>()} {}

    /// Event.wait: until it is set; does not yield if it is set already. True.
    [[nodiscard]] detail::Frameless<detail::EventWait> wait() const {
        return detail::Frameless<detail::EventWait>{state_};
    }
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
