#include "viz/model/queues.hpp"

namespace coroscope::viz {

bool ReadyQueue::remove(trace::Party party) {
    const auto found = std::find(begin(), end(), party);
    if (found == end()) {
        return false;
    }
    if (found == begin()) {
        ++head_;
        // Give back the space of what has run, rarely enough that it costs nothing on average.
        if (head_ > 32 && head_ * 2 > items_.size()) {
            items_.erase(items_.begin(), begin());
            head_ = 0;
        }
    } else {
        items_.erase(found);
    }
    return true;
}

void ReadyQueue::clear() {
    items_.clear();
    head_ = 0;
}

HandleList::HandleList(std::initializer_list<Handle> handles) {
    for (const Handle& handle : handles) {
        push_back(handle);
    }
}

const Handle* HandleList::find(std::uint32_t number) const {
    const std::size_t index = index_of(number);
    return index < items_.size() ? &items_[index] : nullptr;
}

void HandleList::push_back(const Handle& handle) {
    ascending_ = ascending_ && (items_.empty() || items_.back().number < handle.number);
    items_.push_back(handle);
    gone_.push_back(0);
    ++count_;
}

std::optional<Handle> HandleList::take(std::uint32_t number) {
    const std::size_t index = index_of(number);
    if (index == items_.size()) {
        return std::nullopt;
    }
    const Handle taken = items_[index];
    gone_[index] = 1;
    --count_;
    head_ = index == head_ ? next_present(head_) : head_;
    if (items_.size() > 32 && count_ * 2 < items_.size()) {
        compact();
    } else if (count_ == 0) {
        clear();
    }
    return taken;
}

void HandleList::clear() {
    items_.clear();
    gone_.clear();
    count_ = 0;
    head_ = 0;
    ascending_ = true;
}

std::size_t HandleList::next_present(std::size_t index) const {
    while (index < items_.size() && gone_[index] != 0) {
        ++index;
    }
    return index;
}

std::size_t HandleList::index_of(std::uint32_t number) const {
    // They mostly leave in the order in which they came.
    if (head_ < items_.size() && items_[head_].number == number) {
        return head_;
    }
    if (ascending_) {
        // Halves without a branch: which half it is in, no processor can foresee.
        std::size_t first = head_;
        for (std::size_t left = items_.size() - head_; left > 1;) {
            const std::size_t half = left / 2;
            first = items_[first + half].number <= number ? first + half : first;
            left -= half;
        }
        const bool present =
            first < items_.size() && items_[first].number == number && gone_[first] == 0;
        return present ? first : items_.size();
    }
    for (std::size_t index = head_; index < items_.size(); ++index) {
        if (gone_[index] == 0 && items_[index].number == number) {
            return index;
        }
    }
    return items_.size();
}

void HandleList::compact() {
    std::size_t kept = 0;
    for (std::size_t index = 0; index < items_.size(); ++index) {
        if (gone_[index] == 0) {
            items_[kept++] = items_[index];
        }
    }
    items_.resize(kept);
    gone_.assign(kept, 0);
    head_ = 0;
}

}  // namespace coroscope::viz
