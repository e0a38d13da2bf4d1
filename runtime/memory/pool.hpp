// Memory of what comes and goes with every step: coroutine frames, futures, tasks and handles; and
// of lists that grow, as those of timers and of a big recording's index. The block that was let go
// last is the next one of its size that is taken.
//
// asyncio counterpart: CPython's free lists.
//
// Thread rule: any thread; a block may be let go on another one than took it. Each thread has free
// small blocks of its own; what is too much for it goes to the other threads in magazines, so that
// one that only takes (call_soon_threadsafe) and one that only lets go need no lock for most of
// these. Large ones, whose sizes are rounded up to powers of two, are all threads' and need one.
// Invariant: what the pool has from the system it keeps until the process ends, but for what is
// larger than `largest_kept` (pool.cpp).
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

inline constexpr std::size_t granule = 8;     ///< sizes are rounded up to a multiple of it
inline constexpr std::size_t alignment = 16;  ///< of a block whose size is a multiple of it
inline constexpr std::size_t largest = 1024;  ///< of what a thread keeps at hand

/// Where free blocks of one size are, as they go from thread to thread. Not in the blocks
/// themselves: those have long left the cache, and to follow a chain through them would wait for
/// one after the other.
struct Magazine {
    static constexpr std::size_t size = 128;

    std::array<void*, size + 1> blocks;  ///< from the second on; the first is always null
    std::uint32_t count;                 ///< while no thread takes from it
    Magazine* next;                      ///< in the depot
};

/// A thread's free blocks of one size: the magazine that it takes from and gives to, and another
/// one that is full or empty.
struct FreeBlocks {
    void** top = nullptr;    ///< behind the last one of the magazine's blocks
    void** begin = nullptr;  ///< of the magazine
    void** end = nullptr;
    Magazine* loaded = nullptr;
    Magazine* other = nullptr;
};

namespace detail {
inline constinit thread_local std::array<FreeBlocks, largest / granule + 1> free_blocks{};
void refill(std::size_t size_class);
void make_room(std::size_t size_class) noexcept;
void* take_large(std::size_t size);
void give_large(void* memory, std::size_t size) noexcept;
}  // namespace detail

/// `size` bytes. What needs an alignment of 16 has a size that is a multiple of that, and gets it.
/// Throws std::bad_alloc.
inline void* take(std::size_t size) {
    if (is_off || size > largest) {
        return detail::take_large(size);
    }
    const std::size_t size_class = (size + granule - 1) / granule;
    FreeBlocks& free = detail::free_blocks[size_class];
    if (free.top == free.begin) {
        detail::refill(size_class);
    }
    void* const block = *--free.top;
    __builtin_prefetch(free.top[-1], 1);  // the next one: it may have long left the cache
    return block;
}

/// Let go of what `take` gave for that size.
inline void give(void* memory, std::size_t size) noexcept {
    if (is_off || size > largest) {
        detail::give_large(memory, size);
        return;
    }
    const std::size_t size_class = (size + granule - 1) / granule;
    FreeBlocks& free = detail::free_blocks[size_class];
    if (free.top == free.end) {
        detail::make_room(size_class);
    }
    *free.top++ = memory;
}

/// Has the memory of a container of the standard library come from the pool.
template <class T>
struct Allocator {
    using value_type = T;
    // NOLINTNEXTLINE(bugprone-sizeof-expression): it may be a pointer
    static constexpr std::size_t size = sizeof(T);

    Allocator() = default;
    template <class U>
    Allocator(const Allocator<U>&) {}
    T* allocate(std::size_t count) { return static_cast<T*>(take(count * size)); }
    void deallocate(T* memory, std::size_t count) noexcept { give(memory, count * size); }
    friend bool operator==(const Allocator&, const Allocator&) = default;
};

}  // namespace coroscope::pool
