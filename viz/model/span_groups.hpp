// The spans of a track in groups of sixteen, each with what all spans until its end come to: the
// difference of two such sums is how long each state lasts between them, without looking at each
// span. What is too narrow to be drawn is drawn by these.
//
// Invariant: the sums are exact. Only the last group has less than sixteen, and no sums.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "viz/model/span_store.hpp"

namespace coroscope::viz {

/// A state of a track as it is summed up; which one a number means, `state_of` knows.
inline constexpr std::size_t most_states = 5;

/// How long each state lasts, in beats and in nanoseconds.
struct StateSums {
    std::array<std::int64_t, most_states> ns{};
    std::array<std::uint32_t, most_states> beats{};
    friend bool operator==(const StateSums&, const StateSums&) = default;
};

class SpanGroups {
public:
    static constexpr std::size_t per_group = 16;
    using Group = std::array<std::uint64_t, per_group>;

    /// The store outlives it. `states`: how many different ones are summed up.
    SpanGroups(SpanStore& store, std::size_t states)
        : store_{&store}, states_{static_cast<std::uint32_t>(states)} {}

    /// Sixteen more spans have ended; what all until now come to.
    void add(const Group& spans, const StateSums& until_now);
    /// The last ones, fewer than sixteen: nothing more comes.
    void finish(const Group& spans, std::size_t count);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::uint64_t operator[](std::size_t span) const {
        return store_->at(places_[span / per_group])[span % per_group];
    }

    /// Adds to `sums` what the spans `first` … `last` (not included) come to, but for those at both
    /// ends that fill no group of sixteen: `leaf` is called with the number of each of these.
    template <class Leaf>
    void sum(std::size_t first, std::size_t last, StateSums& sums, const Leaf& leaf) const {
        const std::size_t from = (first + per_group - 1) / per_group;
        const std::size_t to = std::min(last, std::size_t{size_}) / per_group;
        if (from < to) {
            add_groups(from, to, sums);
            for (; first < from * per_group; ++first) {
                leaf(first);
            }
            first = to * per_group;
        }
        for (; first < last; ++first) {
            leaf(first);
        }
    }

    /// The space that it takes besides the store, in bytes.
    [[nodiscard]] std::size_t bytes() const { return places_.capacity() * sizeof(places_[0]); }

private:
    [[nodiscard]] StateSums sums_until(std::size_t group) const;
    void add_groups(std::size_t from, std::size_t to, StateSums& sums) const;

    SpanStore* store_;
    std::uint32_t states_;
    std::uint32_t size_ = 0;
    std::vector<std::uint32_t> places_;  // by group: its spans, then ns by state, then beats
};

}  // namespace coroscope::viz
