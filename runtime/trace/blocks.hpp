// A row that grows while others look at it: its elements are in blocks that never move, each twice
// as large as the one before.
//
// Thread rule: any thread. To use an element needs no lock; what two threads do with the same one
// is their own affair.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace coroscope::trace {

template <class T>
class Blocks {
public:
    Blocks() = default;
    Blocks(const Blocks&) = delete;
    Blocks& operator=(const Blocks&) = delete;

    /// The element of that number; made, with those beside it, where it is not there yet.
    T& at(std::size_t number) {
        const Place place = place_of(number);
        T* const block = blocks_[place.block].load(std::memory_order_acquire);
        return (block != nullptr ? block : make_block(place.block))[place.index];
    }
    /// The element of that number, or null.
    [[nodiscard]] T* find(std::size_t number) { return look_up(number); }
    [[nodiscard]] const T* find(std::size_t number) const { return look_up(number); }

private:
    static constexpr std::size_t first_block = 64;
    struct Place {
        std::size_t block;
        std::size_t index;
    };
    static Place place_of(std::size_t number) {
        const std::size_t shifted = number + first_block;
        const auto block =
            static_cast<std::size_t>(std::bit_width(shifted) - std::bit_width(first_block));
        return {block, shifted - (first_block << block)};
    }
    T* look_up(std::size_t number) const {
        const Place place = place_of(number);
        T* const block = place.block < blocks_.size()
                             ? blocks_[place.block].load(std::memory_order_acquire)
                             : nullptr;
        return block != nullptr ? block + place.index : nullptr;
    }
    [[gnu::noinline]] T* make_block(std::size_t number) {
        const std::scoped_lock lock{mutex_};
        T* block = blocks_[number].load(std::memory_order_relaxed);
        if (block == nullptr) {
            block = made_.emplace_back(std::make_unique<T[]>(first_block << number)).get();
            blocks_[number].store(block, std::memory_order_release);
        }
        return block;
    }

    std::array<std::atomic<T*>, 26> blocks_{};  // for as many as a 32-bit number counts
    std::mutex mutex_;                          // of making a block
    std::vector<std::unique_ptr<T[]>> made_;
};

}  // namespace coroscope::trace
