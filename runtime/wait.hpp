// asyncio.wait: until some or all of a list of futures are done. It cancels nothing and raises
// nothing of theirs.
#pragma once

#include <algorithm>
#include <vector>

#include "runtime/event_loop.hpp"

namespace coroscope {

/// asyncio.FIRST_COMPLETED, FIRST_EXCEPTION and ALL_COMPLETED.
enum class ReturnWhen : std::uint8_t { first_completed, first_exception, all_completed };

struct WaitOptions {
    std::optional<Nanoseconds> timeout = {};
    ReturnWhen return_when = ReturnWhen::all_completed;
};

/// The two sets that wait returns, each in the order in which its futures were created: asyncio's
/// are sets, and that is the order in which ours iterate.
template <class F>
struct WaitResult {
    std::vector<F> done;
    std::vector<F> pending;
};

namespace detail {

/// tasks._wait, without the futures' type.
Coro<void> wait_for_futures(std::vector<Ref<FutureBase>> futures, WaitOptions options);

}  // namespace detail

/// asyncio.wait. Throws ValueError for an empty list.
template <class F>
Coro<WaitResult<F>> wait(std::vector<F> futures, WaitOptions options = {}) {
    std::vector<Ref<FutureBase>> distinct;
    for (const F& future : futures) {
        distinct.emplace_back(future.state());
    }
    std::ranges::sort(distinct, {}, [](const Ref<FutureBase>& one) { return one->order(); });
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    co_await detail::wait_for_futures(distinct, options);
    WaitResult<F> result;
    for (const Ref<FutureBase>& one : distinct) {
        const auto future = std::find_if(futures.begin(), futures.end(), [&](const F& candidate) {
            return Ref<FutureBase>{candidate.state()} == one;
        });
        (one->done() ? result.done : result.pending).push_back(*future);
    }
    co_return result;
}

}  // namespace coroscope
