// The timers of a loop, earliest first; those with an equal deadline in the order of setting.
// asyncio counterpart: BaseEventLoop._scheduled, with its lazy removal of cancelled timers.
//
// A heap in which each has four below it, side by side in a line of the cache or two: among many
// half as many looks at cold memory as with two.
#pragma once

#include <optional>
#include <vector>

#include "runtime/handle.hpp"

namespace coroscope {

class TimerHeap {
public:
    TimerHeap() = default;
    TimerHeap(const TimerHeap&) = delete;
    TimerHeap& operator=(const TimerHeap&) = delete;
    ~TimerHeap() { clear(); }

    void push(Ref<TimerHandle> timer);

    /// Take away the cancelled ones: all where they are more than half of many, else those on top.
    void remove_cancelled() {
        if (cancelled_ != 0) {
            remove_some_cancelled();
        }
    }

    /// When the earliest is due.
    [[nodiscard]] std::optional<Nanoseconds> earliest() const;

    /// The earliest if it is due at `now`, taken out of the heap; else null.
    Ref<TimerHandle> pop_due(Nanoseconds now);

    /// How many there are, cancelled ones included.
    [[nodiscard]] std::size_t size() const { return heap_.size(); }
    /// Let go of all of them and of what they would call.
    void clear();

    /// A timer in here was cancelled.
    void note_cancelled() { ++cancelled_; }

private:
    // Moved about much: so it is a plain value, and the reference is counted by hand.
    struct Entry {
        Nanoseconds when;
        TimerHandle* timer;

        bool operator<(const Entry& other) const {
            return when != other.when ? when < other.when : timer->order_ < other.timer->order_;
        }
    };
    Ref<TimerHandle> pop();
    void remove_some_cancelled();
    void sift_up(std::size_t place, Entry entry);
    void sift_down(Entry entry);
    void fetch_children(std::size_t first) const;

    std::vector<Entry, pool::Allocator<Entry>> heap_;
    std::uint64_t next_order_ = 0;
    std::size_t cancelled_ = 0;
};

}  // namespace coroscope
