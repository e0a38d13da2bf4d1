#include "runtime/ready_queue.hpp"

namespace coroscope {

ReadyQueue::~ReadyQueue() {
    while (first_row_ != nullptr) {
        delete std::exchange(first_row_, first_row_->next);
    }
}

void ReadyQueue::add_row() {
    Row* const row = new Row;
    row->next = nullptr;
    end_ = row->entries.data();
    end_of_last_row_ = end_ + row_size;
    if (rows_ == 0) {
        first_row_ = row;
        first_ = end_;
        end_of_first_row_ = end_of_last_row_;
    } else {
        last_row_->next = row;
    }
    last_row_ = row;
    ++rows_;
}

void ReadyQueue::push_into_new_row(Runnable& entry) {
    add_row();
    *end_++ = &entry;
}

void ReadyQueue::run_present_rows() {
    const Row* const last = last_row_;
    Runnable* const* const end = end_;
    if (first_ == end_of_first_row_) {
        leave_first_row();
    }
    while (first_row_ != last) {
        run_row(end_of_first_row_);
        leave_first_row();
    }
    run_row(end);
}

void ReadyQueue::run_row(Runnable* const* end) {
    // Are there more than fit into a core's cache?
    if (rows_ <= few_rows) {
        return run_until(end);
    }
    do {
        fetch_ahead();
        (*first_++)->run();
    } while (first_ != end);
}

// Have the memory fetched of those that come next but some.
inline void ReadyQueue::fetch_ahead() const {
    if (end_of_first_row_ - first_ > ahead) {
        fetch_lines(first_[ahead]);
        first_[ahead / 2]->fetch();
    }
}

// All of it have gone, and there is one more.
void ReadyQueue::leave_first_row() {
    delete std::exchange(first_row_, first_row_->next);
    first_ = first_row_->entries.data();
    end_of_first_row_ = first_ + row_size;
    --rows_;
}

}  // namespace coroscope
