#include "runtime/timer_heap.hpp"

#include <algorithm>

namespace coroscope {
namespace {

// asyncio's _MIN_SCHEDULED_TIMER_HANDLES and _MIN_CANCELLED_TIMER_HANDLES_FRACTION.
constexpr std::size_t many_timers = 100;
constexpr double many_cancelled = 0.5;

}  // namespace

void TimerHeap::push(Ref<TimerHandle> timer) {
    const Nanoseconds when = timer->when();
    heap_.push_back({when, next_order_++, timer.detach()});
    std::push_heap(heap_.begin(), heap_.end(), Later{});
}

Ref<TimerHandle> TimerHeap::pop() {
    std::pop_heap(heap_.begin(), heap_.end(), Later{});
    auto timer = Ref<TimerHandle>::adopt(heap_.back().timer);
    heap_.pop_back();
    if (!heap_.empty()) {
        // Likely due as well, and long gone from the cache.
        __builtin_prefetch(heap_.front().timer, 1);
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
        std::make_heap(heap_.begin(), heap_.end(), Later{});
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
