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

class CompletedFirst;
class Turn;

/// A queue without its items.
class QueueBase : public RefCounted, LoopBound {
public:
    /// `made_for` is what recordings say that its getters wait for.
    explicit QueueBase(int maxsize, trace::Word made_for = trace::Word::queue_item);

    [[nodiscard]] int maxsize() const { return maxsize_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] bool full() const {
        return maxsize_ > 0 && size_ >= static_cast<std::size_t>(maxsize_);
    }
    void task_done();
    static Coro<void> join(Ref<QueueBase> queue);

protected:
    /// An item was put: one more is unfinished, and the first who waits for one is woken.
    void item_added();
    /// An item was taken: the first who waits for room is woken.
    void item_removed() {
        if (!putters_.empty()) {
            wake_up_next(putters_);
        }
    }

    std::size_t size_ = 0;  // how many items there are: a deque would have to count them

private:
    friend class Turn;
    static void wake_up_next(Row<Turn>& row);

    Row<Turn> getters_;
    Row<Turn> putters_;
    int maxsize_;
    int unfinished_ = 0;
    const trace::Word made_for_;
    Ref<EventState> finished_;
};

/// A place in the row of those that wait for an item or for room. A woken task looks again: where
/// somebody else was faster, this is a new future, at the end of the row.
class Turn final : public FutureState<void> {
public:
    enum class For : std::uint8_t { item, room };
    Turn(EventLoop& loop, QueueBase& queue, For what);
    /// The last one in its row, on the running loop. Throws RuntimeError where the queue belongs to
    /// another one.
    static Ref<Turn> make(QueueBase& queue, For what);

    /// It is the last one in its row from now on.
    void stand_in_row() {
        stands_ = true;
        row().push_back(*this);
    }
    /// It is the first one in that row, its own, and its turn has come.
    void leave_as_first(Row<Turn>& row) {
        stands_ = false;
        row.pop_front();
    }
    /// It is in its row no longer, if it was. Who wakes it has it leave; but a person may complete
    /// it where it stands.
    void leave_row() {
        if (stands_) {
            stands_ = false;
            row().remove(*this);
        }
    }
    /// The wait was left, and nothing taken: if it was woken already, the next one shall go on.
    void give_up() noexcept;

    Turn* behind = nullptr;  ///< in its row

private:
    [[nodiscard]] bool waits_again() override;
    void dispose() override { end(*this); }
    [[nodiscard]] bool is_blocked() const {
        return what_ == For::item ? queue_.empty() : queue_.full();
    }
    [[nodiscard]] Row<Turn>& row() {
        return what_ == For::item ? queue_.getters_ : queue_.putters_;
    }

    QueueBase& queue_;
    For what_;
    bool stands_ = false;  // in its row
};

/// Waits for a turn, if there is need. `except:` around it also sees the GeneratorExit of a
/// coroutine that is destroyed while it waits; here that is the destructor.
class TurnWait {
public:
    TurnWait() = default;
    TurnWait(const TurnWait&) = delete;
    TurnWait& operator=(const TurnWait&) = delete;
    ~TurnWait() {
        if (turn_) {
            turn_->give_up();
        }
    }

    /// The task suspends until then. Throws as Turn::make does.
    void begin(QueueBase& queue, Turn::For what);
    /// The task goes on. Throws what it was resumed with.
    void end() {
        if (turn_) {
            end_turn();
        }
    }

private:
    void end_turn();

    Ref<Turn> turn_;
};

template <class T>
class QueueState : public QueueBase {
public:
    using QueueBase::QueueBase;

    static Coro<void> put(Ref<QueueState> queue, T item);
    void put_nowait(T item) {
        if (full()) {
            throw QueueFull{};
        }
        put_into_room(std::move(item));
    }
    /// The same where it is known that it is not full.
    void put_into_room(T item) {
        add(std::move(item));
        item_added();
    }
    static Coro<T> get(Ref<QueueState> queue);
    T get_nowait() {
        if (empty()) {
            throw QueueEmpty{};
        }
        T item = take();
        item_removed();
        return item;
    }

protected:
    // Queue._put and _get.
    virtual void add(T item) { append(std::move(item)); }
    virtual T take() {
        T item = std::move(items_.front());
        items_.pop_front();
        --size_;
        return item;
    }

    // list.append and pop.
    void append(T&& item) {
        items_.push_back(std::move(item));
        ++size_;
    }
    T pop() {
        T item = std::move(items_.back());
        items_.pop_back();
        --size_;
        return item;
    }

    std::deque<T> items_;
};

/// The body of Queue.put.
template <class T>
class QueuePut {
public:
    using Result = void;
    struct Arguments {
        Ref<QueueState<T>> queue;
        T item;
    };
    static constexpr std::uint32_t frames = 1;
    static Coro<void> coroutine(Arguments arguments) {
        return QueueState<T>::put(std::move(arguments.queue), std::move(arguments.item));
    }

    explicit QueuePut(Arguments arguments) : arguments_{std::move(arguments)} {}
    [[nodiscard]] bool await_ready() const { return !arguments_.queue->full(); }
    void await_suspend(std::coroutine_handle<>) { turn_.begin(*arguments_.queue, Turn::For::room); }
    [[gnu::always_inline]] void await_resume() {
        turn_.end();
        arguments_.queue->put_into_room(std::move(arguments_.item));
    }

private:
    Arguments arguments_;
    TurnWait turn_;  // given up while its queue is still there
};

/// The body of Queue.get.
template <class T>
class QueueGet {
public:
    using Result = T;
    using Arguments = Ref<QueueState<T>>;
    static constexpr std::uint32_t frames = 1;
    static Coro<T> coroutine(Arguments queue) { return QueueState<T>::get(std::move(queue)); }

    explicit QueueGet(Arguments queue) : queue_{std::move(queue)} {}
    [[nodiscard]] bool await_ready() const { return !queue_->empty(); }
    void await_suspend(std::coroutine_handle<>) { turn_.begin(*queue_, Turn::For::item); }
    [[gnu::always_inline]] T await_resume() {
        turn_.end();
        return queue_->get_nowait();
    }

private:
    Ref<QueueState<T>> queue_;
    TurnWait turn_;  // given up while its queue is still there
};

template <class T>
Coro<void> QueueState<T>::put(Ref<QueueState> queue, T item) {
    Frameless<QueuePut<T>> waiting{{std::move(queue), std::move(item)}};
    co_await std::move(waiting);
}

template <class T>
Coro<T> QueueState<T>::get(Ref<QueueState> queue) {
    Frameless<QueueGet<T>> waiting{std::move(queue)};
    co_return co_await std::move(waiting);
}

template <class T>
class LifoQueueState final : public QueueState<T> {
public:
    using QueueState<T>::QueueState;

private:
    T take() override { return this->pop(); }
};

/// Sifts as Python's heapq does, so that items of which none is less come out in its order.
template <class T>
class PriorityQueueState final : public QueueState<T> {
public:
    using QueueState<T>::QueueState;

private:
    void add(T item) override {
        this->append(std::move(item));
        sift_down(0, this->items_.size() - 1);
    }
    T take() override {
        std::deque<T>& heap = this->items_;
        std::swap(heap.front(), heap.back());
        T item = this->pop();
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
    [[nodiscard]] detail::Frameless<detail::QueuePut<T>> put(T item) const {
        return detail::Frameless<detail::QueuePut<T>>{{state_, std::move(item)}};
    }
    /// Queue.put_nowait. Throws QueueFull.
    void put_nowait(T item) const { state_->put_nowait(std::move(item)); }
    /// Queue.get: waits while it is empty, then takes an item.
    [[nodiscard]] detail::Frameless<detail::QueueGet<T>> get() const {
        return detail::Frameless<detail::QueueGet<T>>{state_};
    }
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
    friend class detail::CompletedFirst;

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
