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

// All of it have gone, and there is one more.
void ReadyQueue::leave_first_row() {
    delete std::exchange(first_row_, first_row_->next);
    first_ = first_row_->entries.data();
    end_of_first_row_ = first_ + row_size;
    --rows_;
}

}  // namespace coroscope
