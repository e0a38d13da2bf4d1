#include "runtime/timer_heap.hpp"

#include <algorithm>

namespace coroscope {
namespace {

// asyncio's _MIN_SCHEDULED_TIMER_HANDLES and _MIN_CANCELLED_TIMER_HANDLES_FRACTION.
constexpr std::size_t many_timers = 100;
constexpr double many_cancelled = 0.5;

constexpr std::size_t children = 4;  // of each place in the heap

}  // namespace

void TimerHeap::push(Ref<TimerHandle> timer) {
    timer->order_ = next_order_++;
    const std::size_t last = heap_.size();
    const Nanoseconds when = timer->when();
    sift_up(last, heap_.emplace_back(when, timer.detach()));
}

// The entry goes to that place, or above it.
void TimerHeap::sift_up(std::size_t place, Entry entry) {
    while (place > 0) {
        const std::size_t parent = (place - 1) / children;
        if (!(entry < heap_[parent])) {
            break;
        }
        heap_[place] = heap_[parent];
        place = parent;
    }
    heap_[place] = entry;
}

// Have the entries fetched that are below those four: which of them is needed is told soon. Inline,
// since g++ leaves out calls of functions that do nothing else.
[[gnu::always_inline]] inline void TimerHeap::fetch_children(std::size_t first) const {
    const std::size_t below = children * first + 1;
    if (below + children * children <= heap_.size()) {
        for (std::size_t i = 0; i < children; ++i) {
            __builtin_prefetch(&heap_[below + i * children]);
        }
    }
}

// The entry goes to the top, or below it. It was the last one and mostly comes to the bottom again:
// so the earlier ones move up all the way first. Which of four is the earliest is told without
// branches, which nobody could predict.
void TimerHeap::sift_down(Entry entry) {
    std::size_t place = 0;
    for (;;) {
        const std::size_t first = children * place + 1;
        std::size_t earliest = first;
        if (first + children <= heap_.size()) {
            fetch_children(first);
            const std::size_t left = first + (heap_[first + 1] < heap_[first] ? 1 : 0);
            const std::size_t right = first + 2 + (heap_[first + 3] < heap_[first + 2] ? 1 : 0);
            earliest = heap_[right] < heap_[left] ? right : left;
        } else if (first < heap_.size()) {
            for (std::size_t child = first + 1; child < heap_.size(); ++child) {
                earliest = heap_[child] < heap_[earliest] ? child : earliest;
            }
        } else {
            break;
        }
        heap_[place] = heap_[earliest];
        place = earliest;
    }
    sift_up(place, entry);
}

Ref<TimerHandle> TimerHeap::pop() {
    auto timer = Ref<TimerHandle>::adopt(heap_.front().timer);
    const Entry last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) {
        sift_down(last);
    }
    // The ones after the next: likely due as well, and long gone from the cache.
    if (heap_.size() > children) {
        for (std::size_t child = 1; child <= children; ++child) {
            __builtin_prefetch(heap_[child].timer, 1);
        }
    }
    timer->scheduled_ = false;
    return timer;
}

void TimerHeap::remove_some_cancelled() {
    const auto share = static_cast<double>(cancelled_) / static_cast<double>(heap_.size());
    if (heap_.size() > many_timers && share > many_cancelled) {
        std::erase_if(heap_, [](const Entry& entry) {
            if (entry.timer->cancelled()) {
                const auto last = Ref<TimerHandle>::adopt(entry.timer);
                last->scheduled_ = false;
                return true;
            }
            return false;
        });
        std::sort(heap_.begin(), heap_.end());  // in order they are a heap
        cancelled_ = 0;
        return;
    }
    while (!heap_.empty() && heap_.front().timer->cancelled()) {
        --cancelled_;
        pop();
    }
}

void TimerHeap::clear() {
    for (const Entry& entry : std::exchange(heap_, {})) {
        // As in CPython they still count as scheduled: cancelling one is recorded as a timer's.
        const auto last = Ref<TimerHandle>::adopt(entry.timer);
        last->forget();
    }
}

std::optional<Nanoseconds> TimerHeap::earliest() const {
    return heap_.empty() ? std::nullopt : std::optional{heap_.front().when};
}

Ref<TimerHandle> TimerHeap::pop_due(Nanoseconds now) {
    if (heap_.empty() || heap_.front().when > now) {
        return nullptr;
    }
    return pop();
}

}  // namespace coroscope
