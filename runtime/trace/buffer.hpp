// Where events are appended: chunks that are filled one after the other and never move. A chunk is
// used again when its buffer has gone: memory that was touched before costs less.
//
// Thread rule: one thread at a time appends; `copy_to` may be called from any other meanwhile, and
// sees the events that are whole.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <vector>

#include "runtime/trace/event.hpp"

namespace coroscope::trace {

/// So many events that a slab of memory holds a whole number of chunks.
using EventChunk = std::array<Event, 1024>;

class Buffer {
public:
    Buffer() { add_chunk(); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer();

    /// Where the next event is to be written.
    [[nodiscard]] Event& room() const { return *next_.load(std::memory_order_relaxed); }
    /// What was written into that room is an event now. False where it was the last of its chunk:
    /// then `make_room` comes before the next one.
    [[nodiscard]] bool publish(Event& event) {
        next_.store(&event + 1, std::memory_order_release);
        return &event + 1 != end_;
    }
    /// Nothing happens where there is some.
    void make_room() {
        if (next_.load(std::memory_order_relaxed) == end_) {
            add_chunk();
        }
    }
    [[nodiscard]] std::size_t size() const {
        return chunks_.size() * std::tuple_size_v<EventChunk> -
               static_cast<std::size_t>(end_ - next_.load(std::memory_order_relaxed));
    }
    /// Add all events to a list's end.
    void copy_to(std::vector<Event>& events) const;

private:
    void add_chunk();

    mutable std::mutex mutex_;  // of the list of chunks
    std::vector<EventChunk*> chunks_;
    std::atomic<Event*> next_ = nullptr;  // in the last chunk
    Event* end_ = nullptr;
};

}  // namespace coroscope::trace
