// What a loop knows of without owning it, in the order of creation: its unfinished tasks, futures
// with callbacks, open connections. asyncio counterpart: tasks._all_tasks, a weak set; ours has an
// order.
//
// Each object knows its place in one row: whoever leaves touches nothing of its neighbours, which
// among many tasks have long left the cache. The places of those that left are closed up before the
// row would have to grow.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coroscope {

/// T has a std::uint32_t `place_`, 0 where it is in no registry, and befriends it.
template <class T>
class Registry {
public:
    /// The place of the next one that is put in. Throws std::bad_alloc.
    [[nodiscard]] std::uint32_t next_place() {
        if (size_ == room_) {
            make_room();
        }
        return static_cast<std::uint32_t>(size_ + 1);
    }
    /// Put in one that was made with that place.
    void put(T& object) { row_[size_++] = &object; }
    void add(T& object) {
        object.place_ = next_place();
        put(object);
    }
    /// Nothing happens if it is not in here.
    void remove(T& object) {
        if (object.place_ == 0) {
            return;
        }
        const std::size_t place = std::exchange(object.place_, 0);
        row_[place - 1] = nullptr;
        if (place == size_) {
            --size_;
        }
    }
    [[nodiscard]] std::vector<T*> list() const {
        std::vector<T*> objects{row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(size_)};
        std::erase(objects, nullptr);
        return objects;
    }
    /// Do that to each, the oldest first, until there is none: it takes it out, and perhaps others.
    template <class Take>
    void take_all(Take take) {
        bool has_any = true;
        while (std::exchange(has_any, false)) {
            for (std::size_t i = 0; i < size_; ++i) {
                if (row_[i] != nullptr) {
                    has_any = true;
                    take(*row_[i]);
                }
            }
        }
    }

private:
    // Those that are left move up to the front; where they are more than half of them, the row
    // grows.
    [[gnu::noinline]] void make_room() {
        const auto end = std::remove(row_.begin(), row_.end(), nullptr);
        size_ = static_cast<std::size_t>(end - row_.begin());
        for (std::size_t i = 0; i < size_; ++i) {
            row_[i]->place_ = static_cast<std::uint32_t>(i + 1);
        }
        if (size_ >= row_.size() / 2) {
            row_.resize(std::max<std::size_t>(16, 2 * row_.size()));
            room_ = row_.size();
        }
    }

    std::vector<T*> row_;   // null where one has left
    std::size_t size_ = 0;  // how much of it is in use
    std::size_t room_ = 0;  // row_.size(), without the division
};

}  // namespace coroscope
