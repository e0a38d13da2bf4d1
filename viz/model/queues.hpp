// What waits in a loop: the ready queue and the lists of plain callbacks. They read like vectors,
// but taking one element out costs constant time, so that folding a million events over a hundred
// thousand sleepers stays linear.
//
// Thread rule: plain values. Invariant: equality compares what is in them, not how it is stored.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <vector>

#include "runtime/trace/ids.hpp"

namespace coroscope::viz {

/// A time that is not there (no deadline).
inline constexpr std::int64_t no_time = INT64_MIN;

/// Tasks and handles in the order in which they will run.
class ReadyQueue {
public:
    ReadyQueue() = default;
    ReadyQueue(std::initializer_list<trace::Party> items) : items_{items} {}

    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::size_t size() const { return items_.size() - head_; }
    [[nodiscard]] trace::Party operator[](std::size_t index) const { return items_[head_ + index]; }
    [[nodiscard]] trace::Party front() const { return items_[head_]; }
    [[nodiscard]] trace::Party back() const { return items_.back(); }
    [[nodiscard]] auto begin() const { return items_.begin() + static_cast<std::ptrdiff_t>(head_); }
    [[nodiscard]] auto end() const { return items_.end(); }

    /// Puts it at the end.
    void push_back(trace::Party party) { items_.push_back(party); }
    /// Takes out its first occurrence; constant time at the front, false where there is none.
    bool remove(trace::Party party);
    /// Empties the queue.
    void clear();

    friend bool operator==(const ReadyQueue& a, const ReadyQueue& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    std::vector<trace::Party> items_;
    std::size_t head_ = 0;  // what lies before it has run already
};

/// A plain callback in a loop's queue or heap (`call_soon`, `call_later`).
struct Handle {
    std::uint32_t number = 0;
    trace::StringId label = 0;
    std::int64_t deadline = no_time;  ///< timers only
    trace::SiteId site = 0;           ///< set where the callback is the program's own
    friend bool operator==(const Handle&, const Handle&) = default;
};

/// Handles in the order in which they were added, found by their number.
class HandleList {
public:
    /// Walks over the handles that are still there.
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Handle;
        using difference_type = std::ptrdiff_t;
        using pointer = const Handle*;
        using reference = const Handle&;

        Iterator() = default;
        Iterator(const HandleList* list, std::size_t index) : list_{list}, index_{index} {}
        reference operator*() const { return list_->items_[index_]; }
        pointer operator->() const { return &list_->items_[index_]; }
        Iterator& operator++() {
            index_ = list_->next_present(index_ + 1);
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const HandleList* list_ = nullptr;
        std::size_t index_ = 0;
    };

    HandleList() = default;
    HandleList(std::initializer_list<Handle> handles);

    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] Iterator begin() const { return {this, next_present(head_)}; }
    [[nodiscard]] Iterator end() const { return {this, items_.size()}; }
    /// The handle of that number, or null.
    [[nodiscard]] const Handle* find(std::uint32_t number) const;

    /// Puts it at the end.
    void push_back(const Handle& handle);
    /// Takes out the handle of that number, where there is one.
    std::optional<Handle> take(std::uint32_t number);
    /// Empties the list.
    void clear();

    friend bool operator==(const HandleList& a, const HandleList& b) {
        return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
    }

private:
    [[nodiscard]] std::size_t next_present(std::size_t index) const;
    [[nodiscard]] std::size_t index_of(std::uint32_t number) const;
    void compact();

    std::vector<Handle> items_;       // with gaps: what is taken out stays until half of it is
    std::vector<std::uint8_t> gone_;  // 1 where items_ has a gap
    std::size_t count_ = 0;           // how many are not gone
    std::size_t head_ = 0;            // everything before it is gone
    bool ascending_ = true;           // numbers rise, so that a search can halve
};

}  // namespace coroscope::viz
