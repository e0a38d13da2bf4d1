// Memory of what comes and goes with every step: coroutine frames, futures, tasks and handles. The
// block that was let go last is the next one of its size that is taken.
//
// asyncio counterpart: CPython's free lists.
//
// Thread rule: any thread; a block may be let go on another one than took it. Each thread has free
// blocks of its own; what is too much for it goes to the other threads in batches, so that one that
// only takes (call_soon_threadsafe) and one that only lets go need no lock for most blocks.
// Invariant: what the pool has from the system it keeps until the process ends.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

namespace coroscope::pool {

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool is_off =
    true;  ///< AddressSanitizer sees mistakes in the system's memory only
#elif defined(__has_feature)
inline constexpr bool is_off = __has_feature(address_sanitizer);
#else
inline constexpr bool is_off = false;
#endif

inline constexpr std::size_t granule = 8;        ///< sizes are rounded up to a multiple of it
inline constexpr std::size_t alignment = 16;     ///< of a block whose size is a multiple of it
inline constexpr std::size_t largest = 1024;     ///< larger blocks are the system's
inline constexpr std::uint32_t batch_size = 32;  ///< so many blocks go from thread to thread

/// What a free block holds.
struct Block {
    Block* next;           ///< in its batch
    Block* next_of_batch;  ///< of a batch's first: the next batch
};

/// A thread's free blocks of one size: one batch that it takes from and gives to, and a full one.
struct FreeBlocks {
    Block* first = nullptr;
    Block* full = nullptr;
    std::uint32_t count = 0;  ///< of those from `first` on
};

namespace detail {
inline constinit thread_local std::array<FreeBlocks, largest / granule + 1> free_blocks{};
void refill(std::size_t size_class);
void pass_on(FreeBlocks& free, std::size_t size_class) noexcept;
}  // namespace detail

/// `size` bytes, at least 16. What needs an alignment of 16 has a size that is a multiple of that,
/// and gets it. Throws std::bad_alloc.
inline void* take(std::size_t size) {
    if (is_off || size > largest) {
        return ::operator new(size);
    }
    const std::size_t size_class = (size + granule - 1) / granule;
    FreeBlocks& free = detail::free_blocks[size_class];
    if (free.first == nullptr) {
        detail::refill(size_class);
    }
    --free.count;
    return std::exchange(free.first, free.first->next);
}

/// Let go of what `take` gave for that size.
inline void give(void* memory, std::size_t size) noexcept {
    if (is_off || size > largest) {
        ::operator delete(memory, size);
        return;
    }
    const std::size_t size_class = (size + granule - 1) / granule;
    FreeBlocks& free = detail::free_blocks[size_class];
    if (free.count == batch_size) {
        detail::pass_on(free, size_class);
    }
    free.first = new (memory) Block{free.first, nullptr};
    ++free.count;
}

}  // namespace coroscope::pool
