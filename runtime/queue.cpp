#include "runtime/queue.hpp"

namespace coroscope::detail {

QueueBase::QueueBase(int maxsize) : maxsize_{maxsize} { finished_.set(); }

/// `except:` around the wait for one's turn: it also sees the GeneratorExit of a coroutine that is
/// destroyed while it waits. Here that is the destructor.
struct QueueBase::Turn {
    QueueBase& queue;
    Waiters& row;
    bool (QueueBase::*blocked)() const;
    Future<void> waiter;
    bool is_over = false;  ///< it went on, or has given up already

    void give_up() {
        is_over = true;
        waiter.cancel();
        std::erase(row, waiter);
        // Woken, but in no state to go on: the next one shall.
        if (!(queue.*blocked)() && !waiter.cancelled()) {
            wake_up_next(row);
        }
    }
    ~Turn() {
        if (is_over) {
            return;
        }
        try {
            give_up();
        } catch (...) {
            ignored(std::current_exception());
        }
    }
};

// A woken task looks again: somebody else may have been faster.
Coro<void> QueueBase::wait_while(Ref<QueueBase> queue, Waiters& row,
                                 bool (QueueBase::*blocked)() const) {
    while ((queue.get()->*blocked)()) {
        const auto waiter = queue->get_loop("Queue").create_future<void>(trace::Word::queue);
        row.push_back(waiter);
        Turn turn{*queue, row, blocked, waiter};
        try {
            co_await waiter;
        } catch (...) {
            turn.give_up();
            throw;
        }
        turn.is_over = true;
    }
}

Coro<void> QueueBase::wait_while_empty(Ref<QueueBase> queue) {
    Waiters& row = queue->getters_;
    return wait_while(std::move(queue), row, &QueueBase::empty);
}

Coro<void> QueueBase::wait_while_full(Ref<QueueBase> queue) {
    Waiters& row = queue->putters_;
    return wait_while(std::move(queue), row, &QueueBase::full);
}

void QueueBase::wake_up_next(Waiters& row) {
    while (!row.empty()) {
        const Future<void> waiter = row.front();
        row.pop_front();
        if (!waiter.done()) {
            waiter.set_result();
            break;
        }
    }
}

void QueueBase::item_added() {
    ++unfinished_;
    finished_.clear();
    wake_up_next(getters_);
}

void QueueBase::task_done() {
    if (unfinished_ <= 0) {
        throw ValueError{"task_done() called too many times"};
    }
    if (--unfinished_ == 0) {
        finished_.set();
    }
}

Coro<void> QueueBase::join(Ref<QueueBase> queue) {
    if (queue->unfinished_ > 0) {
        co_await queue->finished_.wait();
    }
}

}  // namespace coroscope::detail
