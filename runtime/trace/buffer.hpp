// Where events are appended: chunks that are filled one after the other and never move. A chunk is
// used again when its buffer has gone: memory that was touched before costs less.
// Thread rule: one thread at a time.
#pragma once

#include <array>
#include <cstddef>
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

    void append(const Event& event) {
        if (next_ == end_) {
            add_chunk();
        }
        *next_++ = event;
    }
    [[nodiscard]] std::size_t size() const {
        return chunks_.size() * std::tuple_size_v<EventChunk> -
               static_cast<std::size_t>(end_ - next_);
    }
    /// Add all events to a list's end.
    void copy_to(std::vector<Event>& events) const {
        for (const EventChunk* chunk : chunks_) {
            const Event* end = chunk == chunks_.back() ? next_ : chunk->data() + chunk->size();
            events.insert(events.end(), chunk->data(), end);
        }
    }

private:
    void add_chunk();

    std::vector<EventChunk*> chunks_;
    Event* next_ = nullptr;
    Event* end_ = nullptr;
};

}  // namespace coroscope::trace
