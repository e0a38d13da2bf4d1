// Tasks in a row, each waiting for a future of its own: how locks, events, conditions and
// semaphores keep who comes next. asyncio counterpart: the `_waiters` deques of locks. Thread rule:
// the loop's own thread.
#pragma once

#include <algorithm>
#include <deque>

#include "runtime/future.hpp"

namespace coroscope::detail {

using Waiters = std::deque<Future<void>>;

/// `self._waiters.remove(fut)`.
inline void leave_row(Waiters& row, const Future<void>& waiter) {
    if (row.front() == waiter) {
        row.pop_front();  // as most do
    } else {
        row.erase(std::ranges::find(row, waiter));
    }
}

/// Stands at the end of the row for as long as it lives: `finally: self._waiters.remove(fut)`.
class PlaceInRow {
public:
    PlaceInRow(Waiters& row, Future<void> waiter) : row_{row}, waiter_{std::move(waiter)} {
        row_.push_back(waiter_);
    }
    PlaceInRow(const PlaceInRow&) = delete;
    PlaceInRow& operator=(const PlaceInRow&) = delete;
    ~PlaceInRow() { leave_row(row_, waiter_); }

private:
    Waiters& row_;
    Future<void> waiter_;
};

}  // namespace coroscope::detail
