#include "runtime/queue.hpp"

namespace coroscope::detail {

QueueBase::QueueBase(int maxsize) : maxsize_{maxsize} { finished_.set(); }

QueueBase::Turn::Turn(QueueBase& queue, Waiters& row, bool (QueueBase::*blocked)() const)
    : queue_{queue},
      row_{row},
      blocked_{blocked},
      waiter_{queue.get_loop("Queue").create_future<void>(
          &row == &queue.getters_ ? trace::Word::queue_item : trace::Word::queue_room)} {
    row_.push_back(waiter_);
}

// The wait was left: if it was woken already, the next one shall go on.
void QueueBase::Turn::give_up() noexcept {
    try {
        waiter_.cancel();
        std::erase(row_, waiter_);
        // Woken, but in no state to go on.
        if (!(queue_.*blocked_)() && !waiter_.cancelled()) {
            wake_up_next(row_);
        }
    } catch (...) {
        ignored(std::current_exception());
    }
}

void QueueBase::wake_up_next(Waiters& row) {
    while (!row.empty()) {
        const Future<void> waiter = std::move(row.front());
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
