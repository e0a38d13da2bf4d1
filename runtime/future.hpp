// A result that is not there yet, and who wants to hear of it.
//
// asyncio counterpart: futures.Future. `Future<T>` is what a program holds (a counted reference);
// `FutureState<T>` is the object, `FutureBase` its part that does not depend on T.
//
// Thread rule: the loop's own thread, as in asyncio: futures are not thread-safe.
#pragma once

#include <exception>
#include <optional>
#include <source_location>
#include <string>
#include <vector>

#include "runtime/callback.hpp"
#include "runtime/clock.hpp"
#include "runtime/exceptions.hpp"
#include "runtime/handle.hpp"
#include "runtime/rare_text.hpp"
#include "runtime/ref.hpp"
#include "runtime/repr.hpp"
#include "runtime/trace/words.hpp"

namespace coroscope {

class TaskBase;
template <class T>
class Registry;

using Place = std::source_location;

/// Somebody who wants to hear that a future is done. Called through the loop's queue, never at
/// once.
class DoneCallback : public RefCounted {
public:
    /// The library's own.
    explicit DoneCallback(trace::StringId its_label) : label{its_label} {}
    DoneCallback(trace::StringId its_label, trace::SiteId its_site, trace::SiteId its_begin)
        : label{its_label}, site{its_site}, begin{its_begin} {}
    virtual void call(FutureBase& future) = 0;
    /// Python's ==, by which remove_done_callback finds it.
    [[nodiscard]] virtual bool equals(const DoneCallback& other) const { return this == &other; }

    const trace::StringId label;
    const trace::SiteId site = 0;   ///< where it was added
    const trace::SiteId begin = 0;  ///< where it is defined
};

class FutureBase : public RefCounted {
public:
    /// CPython's _FINISHED is two here: with a result, and with an exception.
    enum class State : std::uint8_t { pending, finished, failed, cancelled };

    /// `made_by` says in recordings what it is for.
    FutureBase(EventLoop& loop, trace::Word made_by);
    /// Whoever makes it tells recordings of it, with `report_created`: up to there it is written as
    /// a whole, with what a class derived from it adds.
    struct ReportedLater {
        bool may_wait_again;
    };
    inline FutureBase(EventLoop& loop, trace::Word made_by, ReportedLater);
    /// `introduce` says what for, later.
    struct IntroducedLater {};
    FutureBase(EventLoop& loop, IntroducedLater) : loop_{loop} {}
    /// Of a task: the loop lists it among those once it is started.
    struct OfTask {};
    inline FutureBase(EventLoop& loop, OfTask, std::uint32_t place);
    ~FutureBase() override {
        if (place_ != 0) {
            leave_registry();
        }
    }

    [[nodiscard]] EventLoop& get_loop() const { return loop_; }
    /// Future.done: finished, failed or cancelled.
    [[nodiscard]] bool done() const { return state_ != State::pending; }
    /// Future.cancelled.
    [[nodiscard]] bool cancelled() const { return state_ == State::cancelled; }

    /// Future.cancel: true if it was pending and is cancelled now. A task only asks its coroutine.
    virtual bool cancel(std::optional<std::string> message = {}, const Place& where = {});

    /// Future.exception: the exception, or null. Throws CancelledError or InvalidStateError.
    std::exception_ptr exception();
    /// Future.set_exception. Throws InvalidStateError if it is done.
    void set_exception(std::exception_ptr error);

    void add_done_callback(Ref<DoneCallback> callback);
    /// Future.remove_done_callback: how many equal ones were removed.
    std::size_t remove_done_callback(const DoneCallback& callback);

    /// The exception that awaiting a cancelled future raises: the first time the very one that
    /// ended its task, as in CPython, then fresh ones with the message of `cancel`.
    [[nodiscard]] std::exception_ptr make_cancelled_error();
    [[nodiscard]] std::optional<std::string> cancel_message() const { return message_.get(); }

    /// The class of what awaiting it will throw, or empty.
    [[nodiscard]] std::string failure_type() const;
    /// Does result() return a value?
    [[nodiscard]] bool has_result() const { return state_ == State::finished; }
    /// Somebody has seen its exception: it is not reported as never retrieved.
    void forget_failure() { unretrieved_ = false; }
    /// The exception it failed with, looked at without marking it as retrieved; null if there is
    /// none.
    [[nodiscard]] std::exception_ptr failure() const { return done() ? exception_ : nullptr; }

    /// The future or task that it is in recordings.
    [[nodiscard]] trace::Party party() const {
        const auto number = static_cast<std::uint32_t>(number_);
        return is_task_ ? trace::Party::task(number) : trace::Party::future(number);
    }
    /// Is it a task? Then only its coroutine gives it a result.
    [[nodiscard]] bool is_task() const { return is_task_; }
    /// Throws RuntimeError where it is one, which does not support that operation.
    void require_no_task(const char* operation) const {
        if (is_task_) {
            throw_is_task(operation);
        }
    }
    [[nodiscard]] virtual TaskBase* as_task() { return nullptr; }
    /// Has its result a value other than None?
    [[nodiscard]] virtual bool carries_value() const = 0;
    /// set_result(None). Throws InvalidStateError if it is done, TypeError if it carries a value.
    virtual void complete() = 0;
    [[nodiscard]] trace::Word made_by() const { return made_by_; }
    /// Its place in the order in which the loop's futures and tasks were created: what stands for
    /// the order of asyncio's sets.
    [[nodiscard]] std::uint64_t order() const { return order_; }
    /// Let go of everybody who wants to hear of it; the run does as it ends.
    void drop_listeners();
    /// A task awaited it that may not: itself, or one of another loop. CPython's C code then leaves
    /// _asyncio_future_blocking set, and whoever awaits it next fails with "await wasn't used with
    /// future".
    void spoil_await() { await_is_spoilt_ = true; }
    [[nodiscard]] bool await_is_spoilt() const { return await_is_spoilt_; }
    /// May `waits_again` be true?
    [[nodiscard]] bool may_wait_again() const { return may_wait_again_; }
    /// It has a result, and a task that awaited it is about to go on. True where the task has to
    /// wait on instead: then this stands for another future, which is not done.
    [[nodiscard]] virtual bool waits_again() { return false; }
    /// It is done soon: have the memory fetched of who hears of it first.
    void fetch_listener() const { listeners_.fetch(); }

protected:
    /// Emit future_done or the task's own event. Who hears of it is told at the same time.
    virtual void report_done(trace::Writer& trace);

    /// Throws CancelledError, InvalidStateError or the exception unless there is a result.
    void require_result() {
        if (!has_result()) {
            throw_instead_of_result();
        }
    }
    void require_pending() const {
        if (done()) {
            throw_not_pending();
        }
    }
    void finish(State state);
    /// Has it nothing that its destructor would let go of or report, but for what it gives? Whoever
    /// has a result has told its listeners and left the loop's lists.
    [[nodiscard]] bool leaves_nothing() const { return has_result() && !message_; }
    /// `dispose` of a class that nothing hangs on and whose own destructor has nothing to do: of
    /// most of its objects only the memory is left to go.
    template <class Final>
    static void end(Final& future) {
        if (future.leaves_nothing()) [[likely]] {
            Final::operator delete(&future, sizeof(Final));
        } else {
            delete &future;
        }
    }
    /// It is created now: number it and emit future_new. Most constructors do.
    void introduce(trace::Word made_by);
    /// Emit future_new.
    void report_created();
    /// Report an exception that nobody looked at. Each destructor of a class with a name of its own
    /// calls it, while it still is what it is.
    void report_unretrieved() {
        if (unretrieved_) {
            report_unretrieved_exception();
        }
    }
    /// What asyncio calls the class in that report.
    [[nodiscard]] virtual std::string_view class_name() const { return "Future"; }

    State state_ = State::pending;
    bool is_task_ : 1 = false;
    bool is_among_tasks_ : 1 = false;  // of the loop, else among its futures, if at all
    // Set by set_exception, cleared when somebody looks: CPython's __log_traceback.
    bool unretrieved_ : 1 = false;
    bool await_is_spoilt_ : 1 = false;
    bool may_wait_again_ : 1 = false;
    std::uint8_t unused_bits_ : 3 = 0;  // so that all of them are set at once
    trace::Word made_by_ = trace::Word::none;
    std::uint8_t unused_octet_ = 0;  // likewise
    std::exception_ptr exception_;   // of a cancelled task: the CancelledError that ended it
    RareText message_;

private:
    friend class Registry<FutureBase>;
    friend class TaskBase;

    [[noreturn]] void throw_instead_of_result();
    [[noreturn]] static void throw_not_pending();
    [[noreturn]] static void throw_is_task(const char* operation);
    void report_unretrieved_exception();
    void report_failed(trace::Writer& trace) const;
    void finish_recorded();
    inline void be_done(State state);
    inline void tell_listeners();
    void tell_many_listeners();
    [[nodiscard]] inline Registry<FutureBase>& registry() const;
    void leave_registry();
    void leave_tasks();

    EventLoop& loop_;
    std::uint64_t order_ : 36 = 0;
    std::uint64_t number_ : 28 = 0;  // in recordings: of the future or the task
    ListenerList listeners_;
    std::uint32_t place_ = 0;  // among the loop's unfinished tasks or futures with callbacks
};

/// Is a future of that kind made only by the await that waits for it, as it begins to wait? Then
/// no code of the program's comes between the two.
constexpr bool is_made_by_its_await(trace::Word made_by) {
    return made_by == trace::Word::sleep || made_by == trace::Word::event ||
           made_by == trace::Word::queue_item || made_by == trace::Word::queue_room;
}

/// The result's type as it is stored: None for void.
template <class T>
using Stored = std::conditional_t<std::is_void_v<T>, None, T>;

template <class T>
class FutureState : public FutureBase {
public:
    using FutureBase::FutureBase;
    ~FutureState() override { report_unretrieved(); }

    /// Future.set_result. Throws InvalidStateError if it is done.
    void set_result(Stored<T> value = {}) {
        require_pending();
        if constexpr (!std::is_void_v<T>) {
            value_.emplace(std::move(value));
        }
        finish(State::finished);
    }
    [[nodiscard]] bool carries_value() const override { return !std::is_void_v<T>; }
    void complete() override {
        if constexpr (std::is_void_v<T>) {
            set_result();
        } else {
            throw TypeError{"the result of this future is not None"};
        }
    }
    /// Future.result. Throws what the future failed with, CancelledError or InvalidStateError.
    const Stored<T>& result() {
        require_result();
        if constexpr (std::is_void_v<T>) {
            return value_;
        } else {
            return *value_;
        }
    }

protected:
    /// What is in the result, for recordings.
    [[nodiscard]] trace::StringId result_text(trace::Writer& trace) const {
        if constexpr (std::is_void_v<T>) {
            return id_of(trace::Word::none_value);
        } else if constexpr (Representable<T>) {
            return trace.intern(repr(*value_));
        } else {
            return trace.intern("…");
        }
    }

    // A task's may be here a little before it is its result.
    [[no_unique_address]]  // None takes no room
    std::conditional_t<std::is_void_v<T>, None, std::optional<Stored<T>>>
        value_;
};

/// What a program holds of a future. Copies are the same future; == is Python's `is`.
template <class T>
class Future {
public:
    using State = FutureState<T>;

    Future() = default;
    explicit Future(Ref<FutureState<T>> state) : state_{std::move(state)} {}

    [[nodiscard]] bool done() const { return state_->done(); }
    [[nodiscard]] bool cancelled() const { return state_->cancelled(); }
    bool cancel(std::optional<std::string> message = {}, Place where = Place::current()) const {
        return state_->cancel(std::move(message), where);
    }
    [[nodiscard]] const Stored<T>& result() const { return state_->result(); }
    [[nodiscard]] std::exception_ptr exception() const { return state_->exception(); }
    /// Future.set_result. Throws InvalidStateError if it is done, RuntimeError where it is a task.
    void set_result(Stored<T> value = {}) const {
        state_->require_no_task("set_result");
        state_->set_result(std::move(value));
    }
    /// Future.set_exception. Throws as set_result does.
    template <class Error>
    void set_exception(Error error) const {
        state_->require_no_task("set_exception");
        state_->set_exception(std::make_exception_ptr(std::move(error)));
    }
    [[nodiscard]] EventLoop& get_loop() const { return state_->get_loop(); }

    /// Future.add_done_callback: `callback(future)` runs through the loop's queue once it is done,
    /// also if it is done already.
    template <class Callback>
    void add_done_callback(Callback callback, Place where = Place::current()) const {
        state_->add_done_callback(make_done_callback<Future<T>>(std::move(callback), where));
    }
    /// Future.remove_done_callback: how many equal ones were removed.
    template <std::equality_comparable Callback>
    std::size_t remove_done_callback(Callback callback, Place where = Place::current()) const {
        return state_->remove_done_callback(
            *make_done_callback<Future<T>>(std::move(callback), where));
    }

    [[nodiscard]] const Ref<FutureState<T>>& state() const { return state_; }
    explicit operator bool() const { return static_cast<bool>(state_); }
    friend bool operator==(const Future& a, const Future& b) { return a.state_ == b.state_; }

protected:
    template <class Self, class Callback>
    static Ref<DoneCallback> make_done_callback(Callback callback, const Place& where);

private:
    Ref<FutureState<T>> state_;
};

namespace detail {

/// A program's function as a done callback: it is handed the future as `Self` (Future or Task).
template <class Self, class Callback>
class FunctionCallback final : public DoneCallback {
public:
    FunctionCallback(Callback callback, const Place& where)
        : DoneCallback{label_id(callback), site_id(where), site_of_begin<Callback>(where)},
          callback_(std::move(callback)) {}
    void call(FutureBase& future) override {
        using State = typename Self::State;
        callback_(Self{Ref<State>{static_cast<State*>(&future)}});
    }
    [[nodiscard]] bool equals(const DoneCallback& other) const override {
        if constexpr (std::equality_comparable<Callback>) {
            const auto* same = dynamic_cast<const FunctionCallback*>(&other);
            return same != nullptr && same->callback_ == callback_;
        } else {
            return DoneCallback::equals(other);
        }
    }

private:
    Callback callback_;
};

}  // namespace detail

template <class T>
template <class Self, class Callback>
Ref<DoneCallback> Future<T>::make_done_callback(Callback callback, const Place& where) {
    return make_ref<detail::FunctionCallback<Self, Callback>>(std::move(callback), where);
}

}  // namespace coroscope
