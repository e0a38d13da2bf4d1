// How long each state lasts over any run of a track's spans, without looking at each of them: sums
// over 8 spans, over 8 of those sums, and so on. What is too narrow to be drawn is drawn by these.
//
// Invariant: the sums are exact. It only grows: a span is added when it has ended.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coroscope::viz {

/// A state of a track as the pyramid counts it; which one a number means, `SpanList` knows.
inline constexpr std::size_t most_states = 5;

/// How long each state lasts, in beats and in nanoseconds.
struct StateSums {
    std::array<std::uint64_t, most_states> beats{};
    std::array<std::int64_t, most_states> ns{};
    friend bool operator==(const StateSums&, const StateSums&) = default;
};

class Pyramid {
public:
    static constexpr std::size_t fan_out = 8;

    explicit Pyramid(std::size_t states) : states_{states} {}

    /// The next span has ended: how long it was. `state`: `most_states` where it is not summed up.
    void add_span(std::size_t state, std::uint64_t beats, std::int64_t ns);

    /// Adds to `sums` what the spans `first` … `last` (not included) come to, but for those at both
    /// ends that fill no group of eight: `leaf` is called with the number of each of these.
    template <class Leaf>
    void sum(std::size_t first, std::size_t last, StateSums& sums, const Leaf& leaf) const {
        for (std::size_t level = 0; first < last; ++level) {
            const bool has_above = level < levels_.size();
            while (first < last && (first % fan_out != 0 || !has_above)) {
                level == 0 ? leaf(first) : add_node(level, first, sums);
                ++first;
            }
            while (first < last && last % fan_out != 0) {
                --last;
                level == 0 ? leaf(last) : add_node(level, last, sums);
            }
            first /= fan_out;
            last /= fan_out;
        }
    }

    /// The space that it takes, in bytes.
    [[nodiscard]] std::size_t bytes() const;
    /// Nothing more comes: gives back space that was kept for growing.
    void finish();

private:
    struct Level {
        std::vector<std::uint32_t> beats;  // node * states + state
        std::vector<std::int64_t> ns;
    };
    /// How long one state lasts.
    struct Sum {
        std::uint64_t beats = 0;
        std::int64_t ns = 0;
    };
    void close_group(std::size_t level);
    void add_node(std::size_t level, std::size_t node, StateSums& sums) const;

    std::size_t states_;
    std::vector<Level> levels_;  // [0] sums over 8 spans, [1] over 64 …
    std::size_t spans_ = 0;      // how many have been added
    // What fills no group of eight yet, level * states + state; [0] is of spans, and one level more
    // than there are groups of. Close together: it is written at every span. Empty once finished.
    std::vector<Sum> open_;
};

}  // namespace coroscope::viz
