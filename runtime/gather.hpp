// asyncio.gather: many futures as one.
//
// Results come in the order of the arguments. Cancelled, it cancels every child; without
// `return_exceptions` the first failure is its own, while the other children go on.
#pragma once

#include <vector>

#include "runtime/event_loop.hpp"

namespace coroscope {

/// The argument of gather that makes exceptions results: `gather(tasks, return_exceptions)`.
struct ReturnExceptions {};
inline constexpr ReturnExceptions return_exceptions{};

namespace detail {

/// tasks._GatheringFuture without its result's type.
class GatheringBase {
public:
    virtual ~GatheringBase() = default;

protected:
    /// Adds the done callback to each distinct child. CPython makes the outer future only after
    /// that, so it is introduced to recordings after it.
    void watch(const Ref<FutureBase>& outer);
    bool cancel_children(const std::optional<std::string>& message);
    virtual FutureBase& outer() = 0;
    virtual bool keeps_exceptions() const = 0;
    virtual void set_results() = 0;

    std::vector<Ref<FutureBase>> children_;

private:
    friend class GatherCallback;
    void child_done(FutureBase& child);

    std::size_t distinct_ = 0;
    std::size_t finished_ = 0;
    bool cancel_requested_ = false;
};

/// The result, or the exception in its place.
template <class T>
Result<Stored<T>> result_or_exception(FutureState<T>& child) {
    if (child.cancelled()) {
        // CPython 3.11 makes a new one here, whose message is '' rather than none.
        return std::make_exception_ptr(CancelledError{child.cancel_message().value_or("")});
    }
    if (std::exception_ptr error = child.exception()) {
        return error;
    }
    return child.result();
}

template <class T, class Item>
class GatheringFuture final : public FutureState<std::vector<Item>>, public GatheringBase {
public:
    static constexpr bool returns_exceptions = std::is_same_v<Item, Result<Stored<T>>>;

    GatheringFuture(EventLoop& loop, const std::vector<Future<T>>& children)
        : FutureState<std::vector<Item>>{loop, trace::Word::none} {
        for (const Future<T>& child : children) {
            children_.push_back(child.state());
        }
    }
    void start() {
        watch(Ref<FutureBase>{this});
        this->introduce(trace::Word::gather);
    }
    bool cancel(std::optional<std::string> message, const Place&) override {
        return !this->done() && cancel_children(message);
    }

private:
    FutureBase& outer() override { return *this; }
    bool keeps_exceptions() const override { return returns_exceptions; }
    void set_results() override {
        std::vector<Item> results;
        for (const Ref<FutureBase>& child : children_) {
            auto& future = static_cast<FutureState<T>&>(*child);
            if constexpr (returns_exceptions) {
                results.push_back(result_or_exception(future));
            } else {
                results.push_back(future.result());
            }
        }
        this->set_result(std::move(results));
    }
};

/// gather of tasks of any types with return_exceptions, for its end alone: the results are None.
Future<None> gather_all(EventLoop& loop, const std::vector<Ref<FutureBase>>& children);

template <class Item, class T>
Future<std::vector<Item>> gather_futures(const std::vector<Future<T>>& children) {
    EventLoop& loop = children.empty() ? get_running_loop() : children.front().get_loop();
    if (children.empty()) {
        auto outer = loop.create_future<std::vector<Item>>(trace::Word::gather);
        outer.set_result({});
        return outer;
    }
    auto outer = make_ref<GatheringFuture<T, Item>>(loop, children);
    outer->start();
    return Future<std::vector<Item>>{outer};
}

/// The futures of a list of tasks, futures or coroutines; coroutines become tasks.
template <class Awaitable>
auto ensure_futures(std::vector<Awaitable> awaitables, const Place& where) {
    using F = decltype(ensure_future(std::declval<Awaitable>(), where));
    std::vector<F> futures;
    for (Awaitable& awaitable : awaitables) {
        futures.push_back(ensure_future(std::move(awaitable), where));
    }
    return futures;
}

template <class F>
struct ResultOf;
template <class T>
struct ResultOf<Future<T>> {
    using Type = Stored<T>;
};

}  // namespace detail

/// asyncio.gather of a list of tasks, futures or coroutines.
template <class Awaitable>
auto gather(std::vector<Awaitable> awaitables, Place where = Place::current()) {
    auto futures = detail::ensure_futures(std::move(awaitables), where);
    using T = typename detail::ResultOf<typename decltype(futures)::value_type>::Type;
    return detail::gather_futures<T>(futures);
}

/// The same with exceptions as results (`return_exceptions=True`).
template <class Awaitable>
auto gather(std::vector<Awaitable> awaitables, ReturnExceptions, Place where = Place::current()) {
    auto futures = detail::ensure_futures(std::move(awaitables), where);
    using T = typename detail::ResultOf<typename decltype(futures)::value_type>::Type;
    return detail::gather_futures<Result<T>>(futures);
}

}  // namespace coroscope
