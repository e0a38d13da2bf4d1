#include "runtime/trace/buffer.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

#include <sys/mman.h>

namespace coroscope::trace {
namespace {

// As large as a huge page, which the system is asked for: touching memory is what costs most.
constexpr std::size_t slab_size = std::size_t{2} << 20;

/// Chunks that no buffer has; never given back to the system.
class FreeChunks {
public:
    EventChunk* take() {
        const std::scoped_lock lock{mutex_};
        if (free_.empty()) {
            add_slab();
        }
        EventChunk* chunk = free_.back();
        free_.pop_back();
        return chunk;
    }
    void give(const std::vector<EventChunk*>& chunks) {
        const std::scoped_lock lock{mutex_};
        // Turned round, so that they are filled in the same order again.
        free_.insert(free_.end(), chunks.rbegin(), chunks.rend());
    }

private:
    void add_slab() {
        void* slab = std::aligned_alloc(slab_size, slab_size);
        if (slab == nullptr) {
            throw std::bad_alloc{};
        }
        madvise(slab, slab_size, MADV_HUGEPAGE);
        for (std::size_t i = slab_size / sizeof(EventChunk); i > 0; --i) {
            free_.push_back(static_cast<EventChunk*>(slab) + i - 1);
        }
    }

    std::mutex mutex_;
    std::vector<EventChunk*> free_;
};

// Never destroyed: static objects may hold buffers.
FreeChunks& free_chunks() {
    static auto* const only = new FreeChunks;
    return *only;
}

}  // namespace

Buffer::~Buffer() { free_chunks().give(chunks_); }

void Buffer::add_chunk() {
    const std::scoped_lock lock{mutex_};
    chunks_.push_back(free_chunks().take());
    end_ = chunks_.back()->data() + chunks_.back()->size();
    next_ = chunks_.back()->data();
    find_pause();
}

void Buffer::find_pause() {
    Event* const next = next_.load(std::memory_order_relaxed);
    const std::size_t left = limit_ - std::min(limit_, size());
    const bool reaches_limit = left > 0 && left < static_cast<std::size_t>(end_ - next);
    pause_ = is_watched_ ? next : reaches_limit ? next + left : end_;
}

void Buffer::go_on() {
    if (next_.load(std::memory_order_relaxed) == end_) {
        add_chunk();
    } else {
        find_pause();
    }
}

void Buffer::copy_to(std::vector<Event>& events) const {
    const std::scoped_lock lock{mutex_};
    for (const EventChunk* chunk : chunks_) {
        const bool is_last = chunk == chunks_.back();
        const Event* end =
            is_last ? next_.load(std::memory_order_acquire) : chunk->data() + chunk->size();
        events.insert(events.end(), chunk->data(), end);
    }
}

}  // namespace coroscope::trace
