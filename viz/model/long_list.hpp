// A list that grows at its end and may become long: it lies in small pieces, so that growing moves
// nothing, and these come from the pool, which has them from huge pages. A vector of some megabytes
// would touch twice the memory that it needs, and to touch memory is what an index costs most.
#pragma once

#include <cstddef>
#include <deque>

#include "runtime/memory/pool.hpp"

namespace coroscope::viz {

template <class T>
using LongList = std::deque<T, pool::Allocator<T>>;

/// The space that it takes besides itself, in bytes.
template <class T>
std::size_t bytes_of(const LongList<T>& list) {
    constexpr std::size_t piece = 512;  // of libstdc++'s deque, which has a pointer to each
    return list.size() * sizeof(T) * (piece + sizeof(void*)) / piece;
}

}  // namespace coroscope::viz
