// A row that grows while others look at it, by the numbers that tasks have: its elements are in
// blocks that never move. These are small enough to be in the cache while they are made, and their
// memory is the pool's: pages that nobody has touched yet would cost more than all the rest.
//
// Thread rule: any thread. To use an element needs no lock; what two threads do with the same one
// is their own affair.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <vector>

#include "runtime/memory/pool.hpp"
#include "runtime/trace/event.hpp"

namespace coroscope::trace {

template <class T>
class Blocks {
public:
    Blocks() = default;
    Blocks(const Blocks&) = delete;
    Blocks& operator=(const Blocks&) = delete;

    /// The element of that number; made, with those beside it, where it is not there yet. Throws
    /// std::out_of_range beyond `max_task`.
    T& at(std::size_t number) {
        T* const block = blocks_.at(number / block_size).load(std::memory_order_acquire);
        return (block != nullptr ? block : make_block(number / block_size))[number % block_size];
    }
    /// The element of that number, or null.
    [[nodiscard]] const T* find(std::size_t number) const {
        const T* const block = number <= max_task
                                   ? blocks_[number / block_size].load(std::memory_order_acquire)
                                   : nullptr;
        return block != nullptr ? block + number % block_size : nullptr;
    }

private:
    static constexpr std::size_t block_size = 4096;
    using Block = std::vector<T, pool::Allocator<T>>;

    [[gnu::noinline]] T* make_block(std::size_t number) {
        const std::scoped_lock lock{mutex_};
        T* block = blocks_[number].load(std::memory_order_relaxed);
        if (block == nullptr) {
            block = made_.emplace_back(block_size).data();
            blocks_[number].store(block, std::memory_order_release);
        }
        return block;
    }

    std::array<std::atomic<T*>, (max_task + 1) / block_size> blocks_{};
    std::mutex mutex_;  // of making a block
    std::vector<Block> made_;
};

}  // namespace coroscope::trace
