// Where events are appended: chunks that are filled one after the other and never move.
// Thread rule: one thread at a time.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "runtime/trace/event.hpp"

namespace coroscope::trace {

class Buffer {
public:
    Buffer() { add_chunk(); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    void append(const Event& event) {
        if (last_->used == Chunk::capacity) {
            add_chunk();
        }
        last_->events[last_->used++] = event;
    }
    [[nodiscard]] std::size_t size() const {
        return (chunks_.size() - 1) * Chunk::capacity + last_->used;
    }
    /// Add all events to a list's end.
    void copy_to(std::vector<Event>& events) const {
        for (const auto& chunk : chunks_) {
            events.insert(events.end(), chunk->events.data(), chunk->events.data() + chunk->used);
        }
    }

private:
    struct Chunk {
        static constexpr std::size_t capacity = 1024;
        std::array<Event, capacity> events;
        std::size_t used = 0;
    };
    void add_chunk() {
        // Not value-initialised: a chunk is filled before it is read.
        chunks_.push_back(std::unique_ptr<Chunk>(new Chunk));
        last_ = chunks_.back().get();
    }

    std::vector<std::unique_ptr<Chunk>> chunks_;
    Chunk* last_ = nullptr;
};

}  // namespace coroscope::trace
