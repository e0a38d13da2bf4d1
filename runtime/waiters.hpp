// Tasks in a row, each waiting for a future of its own: how queues, locks, events, conditions and
// semaphores keep who comes next. asyncio counterpart: the `_waiters` deques of locks. Thread rule:
// the loop's own thread.
#pragma once

#include <utility>

#include "runtime/event_loop.hpp"

namespace coroscope::detail {

/// Futures in the order of their coming: a chain through themselves (`behind`). Each is held by
/// whoever waits for it, and leaves the row before that lets go of it.
template <class W>
class Row {
public:
    class Iterator {
    public:
        using value_type = W;
        using difference_type = std::ptrdiff_t;
        Iterator() = default;
        explicit Iterator(W* at) : at_{at} {}
        W& operator*() const { return *at_; }
        W* operator->() const { return at_; }
        Iterator& operator++() {
            at_ = at_->behind;
            return *this;
        }
        Iterator operator++(int) { return std::exchange(*this, Iterator{at_->behind}); }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        W* at_ = nullptr;
    };

    [[nodiscard]] bool empty() const { return first_ == nullptr; }
    [[nodiscard]] W& front() const { return *first_; }
    [[nodiscard]] Iterator begin() const { return Iterator{first_}; }
    [[nodiscard]] static Iterator end() { return Iterator{}; }

    void push_back(W& waiter) {
        (empty() ? first_ : last_->behind) = &waiter;
        last_ = &waiter;
    }
    void pop_front() { first_ = std::exchange(first_->behind, nullptr); }
    /// Nothing happens where it does not stand here.
    void remove(W& waiter) {
        if (first_ == &waiter) {
            pop_front();  // as most do
        } else if (first_ != nullptr) {
            remove_further_back(waiter);
        }
    }

private:
    void remove_further_back(W& waiter) {
        W* before = first_;
        while (before->behind != nullptr && before->behind != &waiter) {
            before = before->behind;
        }
        if (before->behind != nullptr) {
            before->behind = std::exchange(waiter.behind, nullptr);
            last_ = &waiter == last_ ? before : last_;
        }
    }

    W* first_ = nullptr;
    W* last_ = nullptr;
};

/// The future of one who waits.
class Waiter final : public FutureState<void> {
public:
    using FutureState::FutureState;

    Waiter* behind = nullptr;  ///< in its row

private:
    void dispose() override { end(*this); }
};

using Waiters = Row<Waiter>;

/// Stands at the end of the row for as long as it lives: `finally: self._waiters.remove(fut)`.
class PlaceInRow {
public:
    PlaceInRow(Waiters& row, Ref<Waiter> waiter) : row_{row}, waiter_{std::move(waiter)} {
        row_.push_back(*waiter_);
    }
    PlaceInRow(const PlaceInRow&) = delete;
    PlaceInRow& operator=(const PlaceInRow&) = delete;
    ~PlaceInRow() { row_.remove(*waiter_); }

private:
    Waiters& row_;
    Ref<Waiter> waiter_;
};

}  // namespace coroscope::detail
