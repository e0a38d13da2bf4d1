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

    /// Takes one more child and, unless it has it already, adds the done callback to it. CPython
    /// makes the outer future only after the children, so it is introduced to recordings after
    /// them.
    void add_child(const Ref<FutureBase>& child);

protected:
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

    explicit GatheringFuture(EventLoop& loop)
        : FutureState<std::vector<Item>>{loop, FutureBase::IntroducedLater{}} {}
    ~GatheringFuture() override { this->report_unretrieved(); }

    /// All children are there.
    void start() { this->introduce(trace::Word::gather); }
    bool cancel(std::optional<std::string> message, const Place&) override {
        return !this->done() && cancel_children(message);
    }

private:
    FutureBase& outer() override { return *this; }
    bool keeps_exceptions() const override { return returns_exceptions; }
    [[nodiscard]] std::string_view class_name() const override { return "_GatheringFuture"; }
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

template <class Item, class Awaitable>
Future<std::vector<Item>> gather_awaitables(std::vector<Awaitable> awaitables, const Place& where) {
    using T = ResultOfAwaitable<Awaitable>;
    if (awaitables.empty()) {
        auto outer = get_running_loop().create_future<std::vector<Item>>(trace::Word::gather);
        outer.set_result({});
        return outer;
    }
    Ref<GatheringFuture<T, Item>> outer;
    for (Awaitable& awaitable : awaitables) {
        const Future<T> child = ensure_future(std::move(awaitable), where);
        if constexpr (std::is_base_of_v<FrameOwner, Awaitable>) {
            child.state()->as_task()->expect_destruction();
        }
        if (!outer) {
            outer = make_ref<GatheringFuture<T, Item>>(child.get_loop());
        }
        require_future_of(outer->get_loop(), *child.state());
        outer->add_child(child.state());
    }
    outer->start();
    return Future<std::vector<Item>>{outer};
}

}  // namespace detail

/// asyncio.gather of a list of tasks, futures or coroutines: the list of their results. Throws the
/// first failure, also where that is a child's cancellation.
template <class Awaitable>
auto gather(std::vector<Awaitable> awaitables, Place where = Place::current()) {
    using Item = Stored<detail::ResultOfAwaitable<Awaitable>>;
    return detail::gather_awaitables<Item>(std::move(awaitables), where);
}

/// gather of whatever `all_tasks` lists, with `return_exceptions`: for its end, not its results.
Future<None> gather(const std::vector<TaskBase*>& tasks, ReturnExceptions);

/// The same with exceptions as results (`return_exceptions=True`): only its own cancellation
/// throws.
template <class Awaitable>
auto gather(std::vector<Awaitable> awaitables, ReturnExceptions, Place where = Place::current()) {
    using Item = Result<Stored<detail::ResultOfAwaitable<Awaitable>>>;
    return detail::gather_awaitables<Item>(std::move(awaitables), where);
}

}  // namespace coroscope
