// Where events are appended: chunks of a journal's words that are filled one after the other and
// never move. A chunk is used again when its buffer has gone: memory that was touched before costs
// less.
//
// Thread rule: one thread at a time appends; `read_on` may be called from any other meanwhile, and
// sees the events that are whole.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "runtime/trace/journal.hpp"

namespace coroscope::trace {

/// So many words that a slab of memory holds a whole number of chunks.
using WordChunk = std::array<journal::Word, 4096>;

class Buffer {
public:
    /// Whoever appends has to `go_on` after each event of a watched one; else where `pauses_at`
    /// says so: a chunk is full, or there may be `limit` events (at least one).
    Buffer(std::size_t limit, bool is_watched) : limit_{limit}, is_watched_{is_watched} {
        add_chunk();
    }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer();

    /// Where the next words are to be written; where it pauses there, there may be no room.
    [[nodiscard]] journal::Word* next() const { return next_.load(std::memory_order_relaxed); }
    [[nodiscard]] bool pauses_at(const journal::Word* place) const { return place >= pause_; }
    /// The same with room for `journal::longest` words in any case.
    journal::Word* make_room() {
        if (end_ - next() < journal::longest) {
            add_chunk();
        }
        return next();
    }
    /// What was written until there is whole.
    void publish(journal::Word* end) {
        // Words are written where nothing is in the cache: without that, to wait for the memory
        // is half of what an event costs. At the end of a chunk it is in vain, or for the next one.
        constexpr std::size_t ahead = 2048;
        __builtin_prefetch(reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(end) + ahead),
                           1);
        next_.store(end, std::memory_order_release);
    }
    void go_on();
    /// Are there as many events as the limit, or more? Known since it went on last: it pauses
    /// there.
    [[nodiscard]] bool has_reached_limit() const { return counted_.events >= limit_; }
    /// How many events there are. Counts those that have come since it went on last.
    [[nodiscard]] std::size_t size() const { return count().events; }
    /// What comes after this is not read.
    void seal() { sealed_ = Sealed{chunks_.size() - 1, next()}; }
    /// How far somebody has read.
    struct Progress {
        journal::Now now;
        std::size_t chunk = 0;
        std::size_t word = 0;
    };
    /// Add all events that come after that to a list's end. `ticks` are those of the run's clock,
    /// or null.
    void read_on(Progress& progress, std::vector<Event>& events, const TickClock* ticks) const;

    // What its writers have told it last, which are several where threads take turns.
    const void* writer = nullptr;  ///< whose context the words have
    std::int64_t told_ns = 0;      ///< the time, where the processor does not tell it

private:
    /// What is in it ends there; of the last one `next_` says it.
    struct Filled {
        WordChunk* chunk;
        const journal::Word* end;
    };
    /// So many events are before that word.
    struct Counted {
        std::size_t events = 0;
        std::size_t chunk = 0;
        std::size_t word = 0;
    };

    struct Sealed {
        std::size_t chunk;
        const journal::Word* end;
    };

    void add_chunk();
    void find_pause();
    [[nodiscard]] Counted count() const;
    [[nodiscard]] std::size_t left() const;
    [[nodiscard]] std::span<const journal::Word> words(std::size_t chunk) const;

    const std::size_t limit_;
    const bool is_watched_;
    mutable std::mutex mutex_;  // of the list of chunks
    std::vector<Filled> chunks_;
    std::atomic<journal::Word*> next_ = nullptr;  // in the last chunk
    journal::Word* pause_ = nullptr;  // `next_` before it needs no look at anything else
    journal::Word* end_ = nullptr;
    std::optional<Sealed> sealed_;
    Counted counted_;  // no further than needed: most recordings have no limit that is near
};

}  // namespace coroscope::trace
