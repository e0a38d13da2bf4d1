// Where the spans of all tracks lie: words that are written once and stay where they are. Thousands
// of tracks grow at the same time, and each at an end of its own would be a cache miss a time.
//
// Invariant: what is kept together lies together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

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
            chunks_.push_back(std::make_unique_for_overwrite<std::uint64_t[]>(chunk_words));
            left_ = chunk_words;
        }
        const std::size_t used = chunk_words - left_;
        left_ -= words;
        return {chunks_.back().get() + used,
                static_cast<std::uint32_t>((chunks_.size() - 1) * chunk_words + used)};
    }

    /// The words of that number.
    [[nodiscard]] const std::uint64_t* at(std::uint32_t place) const {
        return chunks_[place / chunk_words].get() + place % chunk_words;
    }

    /// The space that it takes, in bytes.
    [[nodiscard]] std::size_t bytes() const {
        return chunks_.size() * chunk_words * sizeof(std::uint64_t) +
               chunks_.capacity() * sizeof(chunks_[0]);
    }

private:
    static constexpr std::size_t chunk_words = 2048;

    std::vector<std::unique_ptr<std::uint64_t[]>> chunks_;
    std::size_t left_ = 0;  // of the last chunk
};

}  // namespace coroscope::viz
