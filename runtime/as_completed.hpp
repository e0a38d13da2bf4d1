// asyncio.as_completed: results in the order in which they come.
//
//     for (auto next : as_completed(tasks)) { const int result = co_await std::move(next); … }
//
// Each turn of the loop gives a coroutine object; awaiting it waits for whatever is done next.
// Nothing happens before the loop begins. Thread rule: the event loop's own thread.
#pragma once

#include "runtime/queue.hpp"

namespace coroscope {

namespace detail {

/// What the futures, the timer and the coroutines of one loop share.
class CompletedFirst final : public RefCounted {
public:
    /// Watches the futures, in the order of their creation and each once; how many they are.
    std::size_t start(std::vector<Ref<FutureBase>> futures, std::optional<Nanoseconds> timeout);
    /// The next that is done. Throws TimeoutError once the time is up.
    static Coro<Ref<FutureBase>> next(Ref<CompletedFirst> completed);

private:
    friend class CompletedCallback;
    friend struct CompletedTimeout;
    void on_completion(FutureBase& future);
    void on_timeout();

    using Done = Queue<Ref<FutureBase>>;
    std::vector<Ref<FutureBase>> todo_;
    Done done_{make_ref<Done::State>(
        0, trace::Word::as_completed)};  // a null stands for one that the timeout has cut off
    Ref<TimerHandle> timer_;
};

// CPython's name, which recordings show where somebody makes a task of it.
template <class T>
Coro<T> _wait_for_one(Ref<CompletedFirst> completed) {
    const Ref<FutureBase> future = co_await CompletedFirst::next(std::move(completed));
    if constexpr (std::is_void_v<T>) {
        static_cast<FutureState<T>&>(*future).result();
    } else {
        co_return static_cast<FutureState<T>&>(*future).result();
    }
}

/// What as_completed returns: a range that can be gone through once.
template <class Awaitable>
class [[nodiscard]] AsCompleted {
    using T = ResultOfAwaitable<Awaitable>;

public:
    /// Each turn of the loop is a coroutine object that waits for the next result.
    class Iterator {
    public:
        Iterator(Ref<CompletedFirst> completed, std::size_t left)
            : completed_{std::move(completed)}, left_{left} {}
        Coro<T> operator*() const { return _wait_for_one<T>(completed_); }
        Iterator& operator++() {
            --left_;
            return *this;
        }
        friend bool operator!=(const Iterator& a, const Iterator& b) { return a.left_ != b.left_; }

    private:
        Ref<CompletedFirst> completed_;
        std::size_t left_;
    };

    AsCompleted(std::vector<Awaitable> awaitables, std::optional<Nanoseconds> timeout,
                const Place& where)
        : awaitables_{std::move(awaitables)}, timeout_{timeout}, where_{where} {}

    Iterator begin() {
        std::vector<Ref<FutureBase>> futures;
        for (Awaitable& awaitable : awaitables_) {
            futures.emplace_back(ensure_future(std::move(awaitable), where_).state());
        }
        const auto completed = make_ref<CompletedFirst>();
        const std::size_t count = completed->start(std::move(futures), timeout_);
        return {completed, count};
    }
    Iterator end() const { return {nullptr, 0}; }

private:
    std::vector<Awaitable> awaitables_;
    std::optional<Nanoseconds> timeout_;
    Place where_;
};

}  // namespace detail

/// asyncio.as_completed of a list of tasks, futures or coroutines. What it gives throws what the
/// future failed with, or TimeoutError for each that is not done after `timeout`.
template <class Awaitable>
detail::AsCompleted<Awaitable> as_completed(std::vector<Awaitable> awaitables,
                                            std::optional<Nanoseconds> timeout = {},
                                            Place where = Place::current()) {
    return {std::move(awaitables), timeout, where};
}

}  // namespace coroscope
