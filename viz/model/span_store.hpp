// Where the spans of all tracks lie: words that are written once and stay where they are. Thousands
// of tracks grow at the same time, and each at an end of its own would be a cache miss a time.
//
// Invariant: what is kept together lies together.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "viz/model/long_list.hpp"

namespace coroscope::viz {

class SpanStore {
public:
    /// Room for so many words, a few at a time: where they are, and the number to find them by.
    struct Room {
        std::uint64_t* words;
        std::uint32_t place;
    };
    Room make(std::size_t words) {
        if (left_ < words) {
            chunks_.emplace_back();
            left_ = chunk_words;
        }
        const std::size_t used = chunk_words - left_;
        left_ -= words;
        return {chunks_.back().data() + used,
                static_cast<std::uint32_t>((chunks_.size() - 1) * chunk_words + used)};
    }

    /// The words of that number.
    [[nodiscard]] const std::uint64_t* at(std::uint32_t place) const {
        return chunks_[place / chunk_words].data() + place % chunk_words;
    }

    /// The space that it takes, in bytes.
    [[nodiscard]] std::size_t bytes() const { return bytes_of(chunks_); }

private:
    static constexpr std::size_t chunk_words = 128;

    LongList<std::array<std::uint64_t, chunk_words>> chunks_;
    std::size_t left_ = 0;  // of the last chunk
};

}  // namespace coroscope::viz
