// asyncio.Queue, PriorityQueue and LifoQueue: items handed from one task to another.
//
// Who waits is woken first come, first served, but takes its item only when it runs: whoever comes
// in between can be faster, and then it waits again, at the end of the row. Copies are the same
// queue. Thread rule: the loop's own thread; queues are not thread-safe.
#pragma once

#include <functional>

#include "runtime/event.hpp"

namespace coroscope {

namespace detail {

/// A queue without its items.
class QueueBase : public RefCounted, LoopBound {
public:
    explicit QueueBase(int maxsize);

    [[nodiscard]] virtual std::size_t size() const = 0;
    [[nodiscard]] int maxsize() const { return maxsize_; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] bool full() const {
        return maxsize_ > 0 && size() >= static_cast<std::size_t>(maxsize_);
    }
    void task_done();
    static Coro<void> join(Ref<QueueBase> queue);

protected:
    /// A place in the row of those that wait until they may go on, and its end: `except:` around
    /// the wait. That also sees the GeneratorExit of a coroutine that is destroyed while it waits;
    /// here that is the destructor.
    class Turn {
    public:
        Turn(QueueBase& queue, Waiters& row, bool (QueueBase::*blocked)() const);
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn() {
            if (!is_over_) {
                give_up();
            }
        }

        /// What to await.
        [[nodiscard]] const Future<void>& waiter() const { return waiter_; }
        /// It was waited for to the end.
        void came() { is_over_ = true; }

    private:
        void give_up() noexcept;

        QueueBase& queue_;
        Waiters& row_;
        bool (QueueBase::*blocked_)() const;
        Future<void> waiter_;
        bool is_over_ = false;
    };

    /// An item was put: one more is unfinished, and the first who waits for one is woken.
    void item_added();
    /// An item was taken: the first who waits for room is woken.
    void item_removed() { wake_up_next(putters_); }

    Waiters getters_;
    Waiters putters_;

private:
    static void wake_up_next(Waiters& row);

    int maxsize_;
    int unfinished_ = 0;
    Event finished_;
};

template <class T>
class QueueState : public QueueBase {
public:
    using QueueBase::QueueBase;

    static Coro<void> put(Ref<QueueState> queue, T item) {
        while (queue->full()) {
            Turn turn{*queue, queue->putters_, &QueueBase::full};
            co_await turn.waiter();
            turn.came();
        }
        queue->put_nowait(std::move(item));
    }
    void put_nowait(T item) {
        if (full()) {
            throw QueueFull{};
        }
        add(std::move(item));
        item_added();
    }
    static Coro<T> get(Ref<QueueState> queue) {
        // A woken task looks again: somebody else may have been faster.
        while (queue->items_.empty()) {
            Turn turn{*queue, queue->getters_, &QueueBase::empty};
            co_await turn.waiter();
            turn.came();
        }
        co_return queue->get_nowait();
    }
    T get_nowait() {
        if (items_.empty()) {
            throw QueueEmpty{};
        }
        T item = take();
        item_removed();
        return item;
    }
    [[nodiscard]] std::size_t size() const override { return items_.size(); }

protected:
    // Queue._put and _get.
    virtual void add(T item) { items_.push_back(std::move(item)); }
    virtual T take() {
        T item = std::move(items_.front());
        items_.pop_front();
        return item;
    }

    std::deque<T> items_;
};

template <class T>
class LifoQueueState final : public QueueState<T> {
public:
    using QueueState<T>::QueueState;

private:
    T take() override {
        T item = std::move(this->items_.back());
        this->items_.pop_back();
        return item;
    }
};

/// Sifts as Python's heapq does, so that items of which none is less come out in its order.
template <class T>
class PriorityQueueState final : public QueueState<T> {
public:
    using QueueState<T>::QueueState;

private:
    void add(T item) override {
        this->items_.push_back(std::move(item));
        sift_down(0, this->items_.size() - 1);
    }
    T take() override {
        std::deque<T>& heap = this->items_;
        std::swap(heap.front(), heap.back());
        T item = std::move(heap.back());
        heap.pop_back();
        if (!heap.empty()) {
            sift_up();
        }
        return item;
    }
    // heapq._siftdown: the item at `position` moves towards `first` while it is less than its
    // parent.
    void sift_down(std::size_t first, std::size_t position) {
        std::deque<T>& heap = this->items_;
        while (position > first && heap[position] < heap[(position - 1) / 2]) {
            std::swap(heap[position], heap[(position - 1) / 2]);
            position = (position - 1) / 2;
        }
    }
    // heapq._siftup: the first item goes down to a leaf along the lesser children, then up again.
    void sift_up() {
        std::deque<T>& heap = this->items_;
        std::size_t position = 0;
        for (std::size_t child = 1; child < heap.size(); child = 2 * position + 1) {
            if (child + 1 < heap.size() && !(heap[child] < heap[child + 1])) {
                ++child;
            }
            std::swap(heap[position], heap[child]);
            position = child;
        }
        sift_down(0, position);
    }
};

}  // namespace detail

template <class T>
class Queue {
public:
    /// asyncio.Queue: holds up to `maxsize` items, any number where that is 0 or less.
    explicit Queue(int maxsize = 0) : Queue{make_ref<detail::QueueState<T>>(maxsize)} {}

    /// Queue.put: waits while it is full.
    Coro<void> put(T item) const { return State::put(state_, std::move(item)); }
    /// Queue.put_nowait. Throws QueueFull.
    void put_nowait(T item) const { state_->put_nowait(std::move(item)); }
    /// Queue.get: waits while it is empty, then takes an item.
    Coro<T> get() const { return State::get(state_); }
    /// Queue.get_nowait. Throws QueueEmpty.
    T get_nowait() const { return state_->get_nowait(); }
    /// Queue.task_done: an item that was got is dealt with. Throws ValueError if called too often.
    void task_done() const { state_->task_done(); }
    /// Queue.join: until every item that was put has been dealt with.
    Coro<void> join() const { return detail::QueueBase::join(state_); }
    /// Queue.qsize, maxsize, empty and full.
    [[nodiscard]] std::size_t qsize() const { return state_->size(); }
    [[nodiscard]] int maxsize() const { return state_->maxsize(); }
    [[nodiscard]] bool empty() const { return state_->empty(); }
    [[nodiscard]] bool full() const { return state_->full(); }

    friend bool operator==(const Queue&, const Queue&) = default;

protected:
    using State = detail::QueueState<T>;
    explicit Queue(Ref<State> state) : state_{std::move(state)} {}

private:
    Ref<State> state_;
};

/// asyncio.PriorityQueue: gives the least item first.
template <class T>
class PriorityQueue : public Queue<T> {
public:
    explicit PriorityQueue(int maxsize = 0)
        : Queue<T>{make_ref<detail::PriorityQueueState<T>>(maxsize)} {}
};

/// asyncio.LifoQueue: gives the item first that was put last.
template <class T>
class LifoQueue : public Queue<T> {
public:
    explicit LifoQueue(int maxsize = 0) : Queue<T>{make_ref<detail::LifoQueueState<T>>(maxsize)} {}
};

}  // namespace coroscope
