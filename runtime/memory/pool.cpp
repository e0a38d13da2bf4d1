#include "runtime/memory/pool.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <mutex>

#include <sys/mman.h>

namespace coroscope::pool {
namespace {

// As large as a huge page, which the system is asked for: touching memory is what costs most.
constexpr std::size_t slab_size = std::size_t{2} << 20;

// What the pool keeps of blocks that are larger than a thread has at hand. Their sizes are powers
// of two: a vector that grows lets go of one after the other.
constexpr std::size_t largest_kept = std::size_t{32} << 20;
struct LargeBlock {
    LargeBlock* next;
};
std::size_t large_class(std::size_t size) {
    return static_cast<std::size_t>(std::bit_width(size - 1));
}

/// What no thread has: magazines with blocks, by the size of these, empty ones, large blocks, and
/// memory that was never a block.
class Depot {
public:
    Magazine* take(std::size_t size_class) {
        const std::scoped_lock lock{mutex_};
        Magazine*& filled = filled_[size_class];
        return filled != nullptr ? std::exchange(filled, filled->next)
                                 : carve(size_class * granule);
    }
    Magazine* take_empty() {
        const std::scoped_lock lock{mutex_};
        return new_magazine();
    }
    /// Null is none.
    void give(Magazine* magazine, std::size_t size_class) noexcept {
        if (magazine != nullptr) {
            const std::scoped_lock lock{mutex_};
            Magazine*& row = magazine->count > 0 ? filled_[size_class] : empty_;
            magazine->next = std::exchange(row, magazine);
        }
    }

    void* take_large(std::size_t size_class) {
        const std::scoped_lock lock{mutex_};
        LargeBlock*& filled = large_[size_class];
        if (filled != nullptr) {
            return std::exchange(filled, filled->next);
        }
        return fresh(std::size_t{1} << size_class);
    }
    void give_large(void* memory, std::size_t size_class) noexcept {
        const std::scoped_lock lock{mutex_};
        large_[size_class] = new (memory) LargeBlock{large_[size_class]};
    }

private:
    Magazine* carve(std::size_t block_size) {
        // What one magazine takes leaves what follows it aligned.
        static_assert(granule * Magazine::size % alignment == 0);
        const std::size_t needed = block_size * Magazine::size;
        std::byte* const blocks = fresh(needed);
        Magazine* magazine = new_magazine();
        // The last one is taken first.
        while (magazine->count < Magazine::size) {
            ++magazine->count;
            magazine->blocks[magazine->count] = blocks + needed - block_size * magazine->count;
        }
        return magazine;
    }
    /// So many bytes that were never a block.
    std::byte* fresh(std::size_t size) {
        if (static_cast<std::size_t>(end_ - fresh_) >= size) {
            return std::exchange(fresh_, fresh_ + size);
        }
        const std::size_t slab = std::max(slab_size, size);
        auto* const memory = static_cast<std::byte*>(std::aligned_alloc(slab_size, slab));
        if (memory == nullptr) {
            throw std::bad_alloc{};
        }
        madvise(memory, slab, MADV_HUGEPAGE);
        // Go on with the one that has more left.
        if (slab - size > static_cast<std::size_t>(end_ - fresh_)) {
            fresh_ = memory + size;
            end_ = memory + slab;
        }
        return memory;
    }
    Magazine* new_magazine() {
        return empty_ != nullptr ? std::exchange(empty_, empty_->next) : new Magazine{};
    }

    std::mutex mutex_;
    std::array<Magazine*, largest / granule + 1> filled_{};
    Magazine* empty_ = nullptr;
    std::array<LargeBlock*, std::bit_width(largest_kept)> large_{};
    std::byte* fresh_ = nullptr;
    std::byte* end_ = nullptr;
};

// Never destroyed: other static objects may let go of blocks after any end of it.
Depot& depot() {
    static auto* const only = new Depot;
    return *only;
}

/// From now on the thread takes from and gives to that magazine; returns the one before, or null.
Magazine* load(FreeBlocks& free, Magazine* magazine) {
    if (free.loaded != nullptr) {
        free.loaded->count = static_cast<std::uint32_t>(free.top - free.begin);
    }
    free.begin = magazine->blocks.data() + 1;
    free.end = free.begin + Magazine::size;
    free.top = free.begin + magazine->count;
    return std::exchange(free.loaded, magazine);
}

/// Gives the thread's free blocks to the others when it ends.
struct AtThreadEnd {
    AtThreadEnd() = default;
    AtThreadEnd(const AtThreadEnd&) = delete;
    AtThreadEnd& operator=(const AtThreadEnd&) = delete;
    ~AtThreadEnd() {
        for (std::size_t size_class = 0; size_class < detail::free_blocks.size(); ++size_class) {
            FreeBlocks free = std::exchange(detail::free_blocks[size_class], {});
            if (free.loaded != nullptr) {
                free.loaded->count = static_cast<std::uint32_t>(free.top - free.begin);
            }
            depot().give(free.loaded, size_class);
            depot().give(free.other, size_class);
        }
    }
};

void return_blocks_at_thread_end() { thread_local const AtThreadEnd at_end; }

}  // namespace

namespace detail {

// The magazine is empty: go on with the other one where that is full, else with one of the depot's.
void refill(std::size_t size_class) {
    FreeBlocks& free = free_blocks[size_class];
    if (free.other != nullptr && free.other->count > 0) {
        free.other = load(free, free.other);
        return;
    }
    return_blocks_at_thread_end();
    depot().give(load(free, depot().take(size_class)), size_class);
}

// The magazine is full: go on with the other one where that is empty, else with one of the depot's.
void make_room(std::size_t size_class) noexcept {
    FreeBlocks& free = free_blocks[size_class];
    if (free.other != nullptr && free.other->count == 0) {
        free.other = load(free, free.other);
        return;
    }
    return_blocks_at_thread_end();
    depot().give(free.other, size_class);
    free.other = load(free, depot().take_empty());
}

void* take_large(std::size_t size) {
    return is_off || size > largest_kept ? ::operator new(size)
                                         : depot().take_large(large_class(size));
}

void give_large(void* memory, std::size_t size) noexcept {
    if (is_off || size > largest_kept) {
        ::operator delete(memory, size);
    } else {
        depot().give_large(memory, large_class(size));
    }
}

}  // namespace detail
}  // namespace coroscope::pool
