#include "runtime/queue.hpp"

namespace coroscope::detail {

QueueBase::QueueBase(int maxsize, trace::Word made_for)
    : maxsize_{maxsize},
      made_for_{made_for},
      finished_{make_ref<EventState>(trace::Word::queue_join)} {
    finished_->set();
}

void QueueBase::wake_up_next(Row<Turn>& row) {
    while (!row.empty()) {
        Turn& turn = row.front();
        turn.leave_as_first(row);
        if (!turn.done()) {
            turn.set_result();
            break;
        }
    }
}

void QueueBase::item_added() {
    ++unfinished_;
    finished_->clear();
    wake_up_next(getters_);
}

inline Turn::Turn(EventLoop& loop, QueueBase& queue, For what)
    : FutureState{loop, what == For::item ? queue.made_for_ : trace::Word::queue_room,
                  ReportedLater{.may_wait_again = true}},
      queue_{queue},
      what_{what} {}

inline Ref<Turn> Turn::make(QueueBase& queue, For what) {
    EventLoop& loop = queue.get_loop("Queue");
    auto turn = make_ref<Turn>(loop, queue, what);
    turn->stand_in_row();
    if (trace::writer() != nullptr) {
        turn->report_created();
    }
    return turn;
}

bool Turn::waits_again() {
    if (!is_blocked()) {
        return false;
    }
    // Nobody else has seen the future that it was until now.
    state_ = State::pending;
    introduce(made_by());
    leave_row();
    stand_in_row();
    return true;
}

void Turn::give_up() noexcept {
    try {
        cancel();
        leave_row();
        // Woken, but in no state to go on.
        if (!is_blocked() && !cancelled()) {
            QueueBase::wake_up_next(row());
        }
    } catch (...) {
        ignored(std::current_exception());
    }
}

void TurnWait::begin(QueueBase& queue, Turn::For what) {
    turn_ = Turn::make(queue, what);
    suspend_until(turn_);
}

void TurnWait::end_turn() {
    resumed();
    static_cast<void>(turn_->result());
    turn_->leave_row();
    turn_ = nullptr;
}

void QueueBase::task_done() {
    if (unfinished_ <= 0) {
        throw ValueError{"task_done() called too many times"};
    }
    if (--unfinished_ == 0) {
        finished_->set();
    }
}

Coro<void> QueueBase::join(Ref<QueueBase> queue) {
    if (queue->unfinished_ > 0) {
        Frameless<EventWait> all_done{queue->finished_};
        co_await std::move(all_done);
    }
}

}  // namespace coroscope::detail
