#include "runtime/pool.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>

#include <sys/mman.h>

namespace coroscope::pool {
namespace {

// As large as a huge page, which the system is asked for: touching memory is what costs most.
constexpr std::size_t slab_size = std::size_t{2} << 20;

/// What no thread has: full batches by size, and memory that was never a block.
class Depot {
public:
    /// The first block of a full batch.
    Block* take(std::size_t size_class) {
        const std::scoped_lock lock{mutex_};
        Block*& batches = batches_[size_class];
        if (batches == nullptr) {
            return carve(std::max(size_class * granule, sizeof(Block)));
        }
        return std::exchange(batches, batches->next_of_batch);
    }
    void give(Block* batch, std::size_t size_class) noexcept {
        const std::scoped_lock lock{mutex_};
        batch->next_of_batch = std::exchange(batches_[size_class], batch);
    }

private:
    Block* carve(std::size_t block_size) {
        // A batch of any size leaves what follows it aligned.
        static_assert(granule * batch_size % alignment == 0);
        const std::size_t needed = block_size * batch_size;
        if (static_cast<std::size_t>(end_ - fresh_) < needed) {
            void* slab = std::aligned_alloc(slab_size, slab_size);
            if (slab == nullptr) {
                throw std::bad_alloc{};
            }
            madvise(slab, slab_size, MADV_HUGEPAGE);
            fresh_ = static_cast<std::byte*>(slab);
            end_ = fresh_ + slab_size;
        }
        Block* next = nullptr;
        for (std::size_t offset = needed; offset > 0; offset -= block_size) {
            next = new (fresh_ + offset - block_size) Block{next, nullptr};
        }
        fresh_ += needed;
        return next;
    }

    std::mutex mutex_;
    std::array<Block*, largest / granule + 1> batches_{};
    std::byte* fresh_ = nullptr;
    std::byte* end_ = nullptr;
};

// Never destroyed: other static objects may let go of blocks after any end of it.
Depot& depot() {
    static auto* const only = new Depot;
    return *only;
}

/// Gives the thread's free blocks to the others when it ends.
struct AtThreadEnd {
    AtThreadEnd() = default;
    AtThreadEnd(const AtThreadEnd&) = delete;
    AtThreadEnd& operator=(const AtThreadEnd&) = delete;
    ~AtThreadEnd() {
        for (std::size_t size_class = 0; size_class < detail::free_blocks.size(); ++size_class) {
            FreeBlocks& free = detail::free_blocks[size_class];
            // A part of a batch waits for the next thread that comes here as a batch of its own:
            // whoever takes it counts it.
            for (Block* batch :
                 {std::exchange(free.first, nullptr), std::exchange(free.full, nullptr)}) {
                if (batch != nullptr) {
                    depot().give(batch, size_class);
                }
            }
            free.count = 0;
        }
    }
};

void return_blocks_at_thread_end() { thread_local const AtThreadEnd at_end; }

std::uint32_t length_of(const Block* block) {
    std::uint32_t length = 0;
    for (; block != nullptr; block = block->next) {
        ++length;
    }
    return length;
}

}  // namespace

namespace detail {

// The thread has none: take its full batch, or one of the depot's.
void refill(std::size_t size_class) {
    FreeBlocks& free = free_blocks[size_class];
    if (free.full != nullptr) {
        free.first = std::exchange(free.full, nullptr);
        free.count = batch_size;
        return;
    }
    return_blocks_at_thread_end();
    free.first = depot().take(size_class);
    free.count = length_of(free.first);
}

// The batch that the thread gives to is full: begin another one.
void pass_on(FreeBlocks& free, std::size_t size_class) noexcept {
    if (free.full != nullptr) {
        return_blocks_at_thread_end();
        depot().give(free.full, size_class);
    }
    free.full = std::exchange(free.first, nullptr);
    free.count = 0;
}

}  // namespace detail
}  // namespace coroscope::pool
