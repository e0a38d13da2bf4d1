// What a loop runs: callbacks that are queued (Handle) and callbacks that wait for their time
// (TimerHandle).
//
// asyncio counterpart: events.Handle and events.TimerHandle. A task's next step is queued as
// itself, without a Handle: a task has at most one.
//
// Thread rule: the loop's own thread.
#pragma once

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "runtime/clock.hpp"
#include "runtime/ready_queue.hpp"
#include "runtime/ref.hpp"
#include "runtime/trace/ids.hpp"

namespace coroscope {

class DoneCallback;
class EventLoop;
class FutureBase;
class TaskBase;

/// Who wants to hear that a future is done: a task that waits for it, or the handle of a callback.
/// The future's list holds one reference to it.
class Listener : public Runnable {
public:
    /// The future is done: go into the ready queue. Takes over the list's reference.
    virtual void hear(FutureBase& future) = 0;
    /// The task that waits for it; null where it is a callback.
    [[nodiscard]] virtual TaskBase* waiting_task() { return nullptr; }
    /// Which done callback of a program is it? None where it is a task.
    [[nodiscard]] virtual const DoneCallback* done_callback() const { return nullptr; }
};

/// Who listens to a future, in the order of adding: a ring of one pointer, as most futures have one
/// listener.
class ListenerList {
public:
    ListenerList() = default;
    ListenerList(ListenerList&& other) noexcept : last_{std::exchange(other.last_, nullptr)} {}
    ListenerList& operator=(ListenerList&&) = delete;
    ~ListenerList() {
        while (!empty()) {
            take_first().drop();
        }
    }

    [[nodiscard]] bool empty() const { return last_ == nullptr; }
    /// Takes over a reference.
    void add(Listener& listener) {
        listener.next_ = empty() ? &listener : std::exchange(last_->next_, &listener);
        last_ = &listener;
    }
    /// Have the memory of one of them fetched.
    void fetch() const { fetch_lines(last_); }
    /// The listener, if there is one and no other; else null. Gives its reference away.
    Listener* take_only() { return only() != nullptr ? std::exchange(last_, nullptr) : nullptr; }
    /// The same, and it stays.
    [[nodiscard]] Listener* only() const {
        return !empty() && last_->next_ == last_ ? last_ : nullptr;
    }
    /// Gives its reference away.
    Listener& take_first() {
        auto& first = static_cast<Listener&>(*last_->next_);
        if (&first == last_) {
            last_ = nullptr;
        } else {
            last_->next_ = first.next_;
        }
        return first;
    }

private:
    Listener* last_ = nullptr;
};

/// A callback in a loop's queue, which can be cancelled until it runs (asyncio.Handle).
class Handle : public Listener, public RefCounted {
public:
    /// `label` and `site` are of the recording: what the callback is called, and where it begins if
    /// it is the program's own.
    Handle(EventLoop& loop, trace::StringId label, trace::SiteId site);

    /// Handle.cancel: it will not run. Nothing happens if it has run already.
    virtual void cancel();
    /// Handle.cancelled.
    [[nodiscard]] bool cancelled() const { return cancelled_; }

    void run() final;
    void hear(FutureBase& future) override;
    void drop() final {
        const auto last = Ref<Handle>::adopt(this);
        forget();
    }
    /// Let go of the callback, and of what it refers to: it will not be called.
    virtual void forget() = 0;

    /// Its number in recordings, which it takes when it is first asked for it.
    [[nodiscard]] trace::Party party() const {
        if (number_ == 0) {
            take_number();
        }
        return trace::Party::handle(number_);
    }
    [[nodiscard]] trace::StringId label() const { return label_; }
    [[nodiscard]] trace::SiteId site() const { return site_; }

private:
    // Before the rest, as it fills a gap that the bases leave: a timer fits into a cache line.
    const trace::StringId label_;

protected:
    virtual void invoke() = 0;
    void dispose() override;

    EventLoop& loop_;
    bool cancelled_ : 1 = false;
    bool has_run_ : 1 = false;
    bool scheduled_ : 1 = false;  // a timer in the heap, not yet in the ready queue

private:
    void take_number() const;
    void report_begin();
    void end(std::exception_ptr error, trace::Party outer_actor);

    const trace::SiteId site_ : 16;
    mutable std::uint32_t number_ = 0;
};

/// A callback that waits for its time (asyncio.TimerHandle).
class TimerHandle : public Handle {
public:
    TimerHandle(EventLoop& loop, Nanoseconds when, trace::StringId label, trace::SiteId site)
        : Handle{loop, label, site}, when_{when} {
        scheduled_ = true;
    }

    void cancel() override;
    /// TimerHandle.when: the time at which it is due, by the loop's clock.
    [[nodiscard]] Nanoseconds when() const { return when_; }

private:
    friend class TimerHeap;
    Nanoseconds when_;
    std::uint64_t order_ = 0;  // in the heap
};

/// A handle (or timer handle) that calls `function`.
template <class Base, class Function>
class CallbackHandle final : public Base {
public:
    template <class... Args>
    explicit CallbackHandle(Function function, Args&&... args)
        : Base(std::forward<Args>(args)...), function_(std::move(function)) {}
    void forget() override { function_.reset(); }

protected:
    // Where it leaves nothing of the program's, no code of that runs as it goes.
    void dispose() override {
        if constexpr (std::is_trivially_destructible_v<Function>) {
            RefCounted::dispose();
        } else {
            Base::dispose();
        }
    }

private:
    void invoke() override { (*function_)(); }
    std::optional<Function> function_;
};

}  // namespace coroscope
