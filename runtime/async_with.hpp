// Python's `async with`: something is entered, a block runs, and it is left however the block ends.
// C++ can neither await in a destructor nor change an exception on its way out, so the block is a
// lambda:
//
//     co_await async_with(timeout(2s), [&](Timeout) -> Coro<void> {   // async with timeout(2):
//         co_await work();                                            //     await work()
//     });
//
// It captures by reference: the lambda lives in the awaiting frame until the block has ended (and
// g++ 12 destroys twice what a lambda in a co_await expression captures by value). It is a part of
// the surrounding coroutine: recordings do not show it as one of its own. A block that awaits
// nothing may be an ordinary lambda. What the block returns, async_with returns.
//
// Thread rule: the loop's own thread.
#pragma once

#include "runtime/coro.hpp"

namespace coroscope {

/// Python's protocol of `async with`: `aenter` gives what the block is called with; `aexit` is told
/// what the block threw, if it did, and throws what shall come out instead.
template <class M>
concept AsyncContextManager = requires(const M& manager, std::exception_ptr error) {
    manager.aenter();
    { manager.aexit(error) } -> std::same_as<Coro<void>>;
};

/// What is entered by acquiring it and left by releasing it: Lock, Semaphore, Condition.
template <class L>
concept Acquirable = requires(const L& lock) {
    { lock.acquire() } -> std::same_as<Coro<bool>>;
    lock.release();
};

namespace detail {

/// Make it a part of the coroutine that awaits it.
template <class T>
Coro<T> as_block(Coro<T> coroutine) {
    coroutine.promise().is_block = true;
    return coroutine;
}

template <class R>
struct BlockResult {
    using Type = R;
};
template <class T>
struct BlockResult<Coro<T>> {
    using Type = T;
};

/// How a block ended.
template <class T>
struct Outcome {
    std::optional<Stored<T>> value;
    std::exception_ptr error;

    /// The value. Throws the error.
    T take() {
        if (error) {
            std::rethrow_exception(error);
        }
        if constexpr (!std::is_void_v<T>) {
            return std::move(*value);
        }
    }
};

/// Run a block of either kind to its end.
template <class Block, class... Entered, class R = std::invoke_result_t<Block&, Entered...>,
          class T = typename BlockResult<R>::Type>
Coro<Outcome<T>> run_block(Block& block, Entered... entered) {
    Outcome<T> outcome;
    try {
        if constexpr (!std::is_same_v<R, T>) {
            Coro<T> coroutine = as_block(block(std::move(entered)...));
            if constexpr (std::is_void_v<T>) {
                co_await std::move(coroutine);
            } else {
                outcome.value.emplace(co_await std::move(coroutine));
            }
        } else if constexpr (std::is_void_v<T>) {
            block(std::move(entered)...);
        } else {
            outcome.value.emplace(block(std::move(entered)...));
        }
    } catch (...) {
        outcome.error = std::current_exception();
    }
    co_return outcome;
}

/// What `co_await` of a Coro<T> gives: T.
template <class Awaited>
using ResultOfCoro = typename BlockResult<Awaited>::Type;

/// What a manager's block is called with.
template <class M>
using EnteredAs = ResultOfCoro<decltype(std::declval<const M&>().aenter())>;

}  // namespace detail

/// Holds what was acquired, and releases it at the end of its scope.
template <Acquirable L>
class [[nodiscard]] Held {
public:
    explicit Held(L lock) : lock_{std::move(lock)} {}
    Held(Held&& other) noexcept : lock_{std::exchange(other.lock_, std::nullopt)} {}
    Held& operator=(Held&&) = delete;
    ~Held() {
        try {
            release();
        } catch (...) {
            detail::ignored(std::current_exception());
        }
    }
    /// Release it now. Throws what its release throws.
    void release() {
        if (const auto lock = std::exchange(lock_, std::nullopt)) {
            lock->release();
        }
    }

private:
    std::optional<L> lock_;
};

/// `async with lock:` for the rest of a scope: `const auto held = co_await hold(lock);`.
template <Acquirable L>
Coro<Held<L>> hold(L lock) {
    co_await lock.acquire();
    co_return Held<L>{std::move(lock)};
}

namespace detail {

template <Acquirable L, class Block>
auto with_acquired(L lock, Block block) -> Coro<ResultOfCoro<std::invoke_result_t<Block&>>> {
    Held<L> held = co_await hold(lock);
    auto outcome = co_await as_block(run_block(block));
    held.release();
    co_return outcome.take();
}

template <AsyncContextManager M, class Block>
auto with_entered(M manager, Block block)
    -> Coro<ResultOfCoro<std::invoke_result_t<Block&, EnteredAs<M>>>> {
    EnteredAs<M> entered = co_await manager.aenter();
    auto outcome = co_await as_block(run_block(block, std::move(entered)));
    co_await manager.aexit(outcome.error);
    co_return outcome.take();
}

}  // namespace detail

/// `async with manager as entered: block(entered)`. Throws what the block or leaving it throws.
template <AsyncContextManager M, class Block>
auto async_with(M manager, Block block) {
    return detail::as_block(detail::with_entered(std::move(manager), std::move(block)));
}

/// `async with lock: block()`.
template <Acquirable L, class Block>
auto async_with(L lock, Block block) {
    return detail::as_block(detail::with_acquired(std::move(lock), std::move(block)));
}

}  // namespace coroscope
