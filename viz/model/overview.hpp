// The whole recording at a glance, however long it is and however many tasks it has: how many of
// them run, are ready and wait, beat by beat. What the map above the scrubber draws.
//
// Invariant: built once for a recording; of bounded size.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "viz/model/tracks.hpp"

namespace coroscope::viz {

/// What is counted, from the bottom of the picture to its top.
enum class Crowd : std::uint8_t { running, ready, waiting };
inline constexpr std::size_t crowd_count = 3;

struct Overview {
    /// A stretch of beats: the counts are those of its busiest beat.
    struct Slice {
        std::size_t begin_beat = 0;
        std::array<std::uint32_t, crowd_count> counts{};
        [[nodiscard]] std::uint32_t total() const { return counts[0] + counts[1] + counts[2]; }
    };
    std::vector<Slice> slices;       ///< by rising beat; the next one's beginning ends a slice
    std::uint32_t most = 0;          ///< the largest total
    std::vector<std::size_t> lanes;  ///< the tracks of tasks and callbacks, top to bottom
};

/// Counts the tasks and callbacks of a timeline. At most `most_slices` slices.
Overview build_overview(const Tracks& tracks, std::size_t last_beat,
                        std::size_t most_slices = 1024);

}  // namespace coroscope::viz
