// Where events are appended: chunks that are filled one after the other and never move. A chunk is
// used again when its buffer has gone: memory that was touched before costs less.
//
// Thread rule: one thread at a time appends; `copy_to` may be called from any other meanwhile, and
// sees the events that are whole.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "runtime/trace/event.hpp"

namespace coroscope::trace {

/// So many events that a slab of memory holds a whole number of chunks.
using EventChunk = std::array<Event, 1024>;

class Buffer {
public:
    /// Whoever appends has to `go_on` after each event of a watched one; else where a chunk is
    /// full, and once there are `limit` events (at least one).
    Buffer(std::size_t limit, bool is_watched) : limit_{limit}, is_watched_{is_watched} {
        add_chunk();
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer();

    /// Where the next event is to be written.
    [[nodiscard]] Event& room() const { return *next_.load(std::memory_order_relaxed); }
    /// What was written into that room is an event now.
    void publish(Event& event) {
        // Each event is written where nothing is in the cache: without that, to wait for the memory
        // is half of what an event costs. At the end of a chunk it is in vain, or for the next one.
        constexpr std::size_t ahead = 64 * sizeof(Event);
        __builtin_prefetch(
            reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(&event) + ahead), 1);
        next_.store(&event + 1, std::memory_order_release);
    }
    /// Has `go_on` to come between that one and the next?
    [[nodiscard]] bool pauses_after(const Event& event) const { return &event + 1 >= pause_; }
    void go_on();
    /// Are there as many as the limit, or more?
    [[nodiscard]] bool has_reached_limit() const { return size() >= limit_; }
    [[nodiscard]] std::size_t size() const {
        return chunks_.size() * std::tuple_size_v<EventChunk> -
               static_cast<std::size_t>(end_ - next_.load(std::memory_order_relaxed));
    }
    /// Add all events to a list's end.
    void copy_to(std::vector<Event>& events) const;

private:
    void add_chunk();
    void find_pause();

    const std::size_t limit_;
    const bool is_watched_;
    mutable std::mutex mutex_;  // of the list of chunks
    std::vector<EventChunk*> chunks_;
    std::atomic<Event*> next_ = nullptr;  // in the last chunk
    Event* end_ = nullptr;
    Event* pause_ = nullptr;  // `next_` before it needs no look at anything else
};

}  // namespace coroscope::trace
