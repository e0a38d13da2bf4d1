// Coroutine objects. A `Coro<T>` is what calling a coroutine function gives: it does nothing until
// it is awaited (inline, in the awaiting task) or made into a task.
//
// asyncio counterpart: the coroutine object of an `async def`. (Libraries that call such a type
// `task` mean this; here a Task is asyncio's.)
//
// Invariant: a frame is owned by exactly one Coro or one task. Thread rule: the loop's own thread.
#pragma once

// What is inline here is defined in task.hpp.
#include <coroutine>
#include <exception>
#include <source_location>
#include <type_traits>
#include <utility>

#include "runtime/creation_arguments.hpp"
#include "runtime/future.hpp"

namespace coroscope {

template <class T = void>
class Coro;
template <class T>
class Task;

namespace detail {

class PromiseBase;
template <class Wait>
class Frameless;

/// Owns a coroutine's frame, or nothing.
class FrameOwner {
public:
    /// Give the frame away: to a task, or to whoever destroys it.
    PromiseBase* release() { return std::exchange(frame_, nullptr); }

protected:
    explicit FrameOwner(PromiseBase* frame) : frame_{frame} {}

    PromiseBase* frame_;
};

/// Make the frame for which that stands: `owner` is a Frameless.
PromiseBase* made_frame(PromiseBase& stands_for_it, FrameOwner& owner);
/// Throws RecursionError where awaits would nest as deep as that.
inline void require_depth(std::uint32_t depth);
/// Start a coroutine inline in the task of `parent`; throws RecursionError where that is too deep.
inline std::coroutine_handle<> start_inline(PromiseBase& child, PromiseBase& parent);
/// Throw into the coroutine what its task was resumed with.
[[noreturn]] void throw_in(TaskBase& task);
[[noreturn]] void throw_already_awaited();

/// Suspend the present task until `future` is done; with a deadline for recordings.
inline void suspend_until(Ref<FutureBase> future, std::int64_t deadline_ns = trace::no_value);
/// Suspend it for one iteration: Python's bare `yield`.
inline void suspend_once();
/// The present task is back at its last await; throws what it was resumed with.
inline void resumed();
/// The same after an await of that coroutine, which had lines of its own.
inline void resumed(const PromiseBase& awaited);

/// A future that a timer of the runtime's own completes: recordings tell its deadline. Name it
/// before the co_await: g++ 12 destroys twice what is brace-initialised in there, where the await
/// throws.
template <class T>
struct TimedFuture {
    Future<T> future;
    std::optional<Nanoseconds> deadline;
};

// An await keeps nothing but what it awaits: each one has a place of its own in its coroutine's
// frame. Who awaits, and where, is in the promise and the task.

template <class T>
class FutureAwaiter {
public:
    explicit FutureAwaiter(Future<T> future) : future_{std::move(future)} {}
    // A finished future does not yield.
    [[nodiscard]] bool await_ready() const { return future_.done(); }
    void await_suspend(std::coroutine_handle<>) { suspend_until(future_.state()); }
    T await_resume() {
        resumed();
        const Stored<T>& result = future_.result();
        if constexpr (!std::is_void_v<T>) {
            return result;
        }
    }

private:
    Future<T> future_;
};

template <class T>
class TimedAwaiter {
public:
    explicit TimedAwaiter(const TimedFuture<T>& timed) : timed_{timed} {}
    [[nodiscard]] bool await_ready() const { return timed_.future.done(); }
    void await_suspend(std::coroutine_handle<>) {
        suspend_until(timed_.future.state(),
                      timed_.deadline ? timed_.deadline->count() : trace::no_value);
    }
    T await_resume() {
        resumed();
        const Stored<T>& result = timed_.future.result();
        if constexpr (!std::is_void_v<T>) {
            return result;
        }
    }

private:
    const TimedFuture<T>& timed_;  // which was named
};

template <class T>
class CoroAwaiter {
public:
    explicit CoroAwaiter(Coro<T>&& coro);
    [[nodiscard]] bool await_ready() const { return false; }
    template <class P>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<P> handle) {
        return start_inline(coro_.promise(), handle.promise());
    }
    T await_resume();

private:
    Coro<T> coro_;
};

/// What every coroutine frame knows, whatever it returns.
class PromiseBase {
public:
    PromiseBase() = default;
    PromiseBase(const PromiseBase&) = delete;
    PromiseBase& operator=(const PromiseBase&) = delete;
    // The whole frame's.
    static void* operator new(std::size_t size) { return pool::take(size); }
    static void operator delete(void* memory, std::size_t size) { pool::give(memory, size); }

    // A task's outermost frame goes by itself, as soon as what it gives is in the task: to destroy
    // it from outside costs a call or two more, and its arguments would be there longer than
    // CPython's. One that is awaited inline stays: who awaits it has yet to take what it gives.
    struct Finish {
        bool goes;
        [[nodiscard]] bool await_ready() const noexcept { return goes; }
        template <class P>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<P> self) const noexcept {
            return self.promise().exited();
        }
        void await_resume() const noexcept {}
    };

    // Whoever resumes it for the first time calls `entered`.
    std::suspend_always initial_suspend() noexcept { return {}; }
    /// This frame. What stands before the promise in it is the same for all of them.
    [[nodiscard]] std::coroutine_handle<> handle() {
        return std::coroutine_handle<PromiseBase>::from_promise(*this);
    }
    /// For whoever awaits it, or for the task.
    void unhandled_exception();

    // The line comes as two scalars: a std::source_location would have a place of its own in the
    // frame for each await.
    template <class T>
    CoroAwaiter<T> await_transform(Coro<T>&& coro, const char* where = __builtin_FILE(),
                                   std::uint32_t at_line = __builtin_LINE()) {
        awaits_at(where, at_line);
        return CoroAwaiter<T>{std::move(coro)};
    }
    template <class T>
    FutureAwaiter<T> await_transform(const Future<T>& future, const char* where = __builtin_FILE(),
                                     std::uint32_t at_line = __builtin_LINE()) {
        awaits_at(where, at_line);
        return FutureAwaiter<T>{future};
    }
    template <class T>
    FutureAwaiter<T> await_transform(Future<T>&& future, const char* where = __builtin_FILE(),
                                     std::uint32_t at_line = __builtin_LINE()) {
        awaits_at(where, at_line);
        return FutureAwaiter<T>{std::move(future)};
    }
    template <class T>
    FutureAwaiter<T> await_transform(const Task<T>& task, const char* where = __builtin_FILE(),
                                     std::uint32_t at_line = __builtin_LINE());
    template <class T>
    FutureAwaiter<T> await_transform(Task<T>&& task, const char* where = __builtin_FILE(),
                                     std::uint32_t at_line = __builtin_LINE());
    template <class T>
    TimedAwaiter<T> await_transform(const TimedFuture<T>& timed,
                                    const char* where = __builtin_FILE(),
                                    std::uint32_t at_line = __builtin_LINE()) {
        awaits_at(where, at_line);
        return TimedAwaiter<T>{timed};
    }
    template <class Wait>
    Wait await_transform(Frameless<Wait>&& awaited, const char* where = __builtin_FILE(),
                         std::uint32_t at_line = __builtin_LINE());

    /// It begins to run.
    void entered(trace::When when) {
        if (trace::writer() != nullptr) {
            report_entered(when);
        }
    }

    PromiseBase* parent = nullptr;      ///< who awaits it inline
    FrameOwner* owner = nullptr;        ///< the Coro that owns this frame, or did last
    trace::StringId label : 24 = 0;     ///< in recordings: `work(2)`
    bool is_block : 1 = false;          ///< stands for a block of its parent's: see async_with
    bool was_awaited : 1 = false;       ///< inline: else its Coro complains where that is dropped
    bool is_to_be_made : 1 = false;     ///< no frame yet, but what stands for it: see frameless.hpp
    bool leaves_nothing : 1 = false;    ///< for recordings: no code of the program's ends its frame
    std::uint32_t unused_bits : 4 = 0;  // so that all of them are set at once
    std::uint16_t depth = 1;            ///< of inline awaits
    trace::SiteId site : 16 = 0;        ///< in recordings: its first line, 0 for the runtime's own
    /// In recordings, from when it is awaited: the program's line that awaits it; 0 where it is a
    /// task's. Not set before, as it would be a write more.
    trace::SiteId awaited_at : 16;

protected:
    /// Name the frame for recordings: at its creation, when its arguments are still there.
    void created(Place function) {
        if (trace::writer() != nullptr) {
            name(function);
        }
    }
    [[nodiscard]] bool is_outermost() const { return parent == nullptr; }
    /// It ends, as its task's outermost frame, and goes next.
    void leave_task() noexcept;
    /// The line of `co_return`.
    void returns_at(const Place& where) { at(where.file_name(), where.line()); }

private:
    friend void resumed(const PromiseBase& awaited);
    std::coroutine_handle<> exited() noexcept {
        if (trace::writer() != nullptr) {
            report_exited();
        }
        return parent->handle();
    }
    void awaits_at(const char* file, std::uint32_t its_line);
    void at(const char* file, std::uint32_t its_line) {
        if (trace::writer() != nullptr) {
            note_line(file, its_line);
        }
    }
    // The program is back where it awaits this one.
    void is_left() const {
        if (trace::writer() != nullptr) {
            report_line(awaited_at);
        }
    }
    void report_entered(trace::When when);
    void report_exited() noexcept;
    void note_line(const char* file, std::uint32_t its_line);
    void note_new_line(const char* file, std::uint32_t its_line);
    static void report_line(trace::SiteId line);
    void name(Place function);
    void name_anew(Place function);
    inline void set_label(trace::SiteId its_site, trace::StringId its_label);
};

/// Log what a destructor cannot throw, as Python's "Exception ignored in".
void ignored(const std::exception_ptr& error);

/// Runs when a coroutine object is dropped without ever having been awaited.
void never_awaited(const PromiseBase& promise);

template <class... T>
inline constexpr bool are_trivially_destroyed = (std::is_trivially_destructible_v<T> && ...);

template <class T>
class Promise : public PromiseBase {
public:
    // Sees the coroutine's arguments, so that a label can have them: `work(2)`.
    template <class... Args>
    explicit Promise(const Args&... args) {
        if (trace::writer() != nullptr) {
            creation_arguments.set(args...);
            // Any other may be moved, or shown in the recording, by code of the program's.
            leaves_nothing = std::is_arithmetic_v<T> && are_trivially_destroyed<Args...>;
        }
    }
    Coro<T> get_return_object(Place function = Place::current());
    void return_value(T result, Place where = Place::current()) {
        returns_at(where);
        value.emplace(std::move(result));
    }
    Finish final_suspend() noexcept {
        if (!is_outermost()) {
            return {false};
        }
        leave_task();
        hand_over();
        return {true};
    }

    std::optional<T> value;

private:
    void hand_over() noexcept;
};

template <>
class Promise<void> : public PromiseBase {
public:
    template <class... Args>
    explicit Promise(const Args&... args) {
        if (trace::writer() != nullptr) {
            creation_arguments.set(args...);
            leaves_nothing = are_trivially_destroyed<Args...>;
        }
    }
    Coro<void> get_return_object(Place function = Place::current());
    void return_void() {}
    Finish final_suspend() noexcept {
        if (!is_outermost()) {
            return {false};
        }
        leave_task();
        return {true};
    }
};

}  // namespace detail

/// A coroutine object: lazy, move-only, awaited once. Dropped without being awaited it is reported
/// as CPython's "coroutine … was never awaited".
template <class T>
class [[nodiscard]] Coro : public detail::FrameOwner {
public:
    using promise_type = detail::Promise<T>;

    explicit Coro(promise_type& frame) : FrameOwner{&frame} { frame.owner = this; }
    Coro(Coro&& other) noexcept : FrameOwner{std::exchange(other.frame_, nullptr)} {
        if (frame_ != nullptr) {
            if (frame_->is_to_be_made) {
                frame_ = detail::made_frame(*frame_, other);
            }
            frame_->owner = this;
        }
    }
    Coro& operator=(Coro&&) = delete;
    ~Coro() {
        if (frame_ != nullptr) {
            end();
        }
    }

    [[nodiscard]] promise_type& promise() { return static_cast<promise_type&>(*frame_); }
    /// Is there still a coroutine in it, which was neither awaited nor made a task?
    explicit operator bool() const { return frame_ != nullptr; }

protected:
    explicit Coro(detail::PromiseBase* frame) : FrameOwner{frame} {}

private:
    void end() {
        if (!frame_->was_awaited) {
            detail::never_awaited(*frame_);
        }
        frame_->handle().destroy();
    }
};

namespace detail {

template <class T>
Coro<T> Promise<T>::get_return_object(Place function) {
    static_assert(alignof(Promise) <= pool::alignment);
    created(function);
    return Coro<T>{*this};
}

inline Coro<void> Promise<void>::get_return_object(Place function) {
    static_assert(alignof(Promise) <= pool::alignment);
    created(function);
    return Coro<void>{*this};
}

template <class T>
CoroAwaiter<T>::CoroAwaiter(Coro<T>&& coro) : coro_{std::move(coro)} {
    if (!coro_) {
        throw_already_awaited();
    }
}

template <class T>
T CoroAwaiter<T>::await_resume() {
    resumed(coro_.promise());
    if constexpr (!std::is_void_v<T>) {
        return std::move(*coro_.promise().value);
    }
}

}  // namespace detail
}  // namespace coroscope
