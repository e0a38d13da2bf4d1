// Worlds kept at intervals, so that the cursor can go anywhere in a long recording in a moment.
//
// Invariant: `at(seq)` equals `fold(recording, seq)`. The space for all keyframes is proportional
// to the number of events: the larger the world, the wider the interval.
#pragma once

#include <cstddef>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

class Keyframes {
public:
    /// Folds the whole recording once. The recording must outlive the keyframes.
    explicit Keyframes(const trace::Recording& recording, std::size_t interval = 1024);

    /// The world after event number `seq` (the last one, where the recording is shorter).
    [[nodiscard]] World at(std::size_t seq) const;

    /// Moves a world of the same recording to `seq`: forwards from where it is, or from a keyframe
    /// where that is nearer. For playing, where the next world is the last one and a few events.
    void move(World& world, std::size_t seq) const;

    /// How many worlds are kept.
    [[nodiscard]] std::size_t size() const { return frames_.size(); }

private:
    [[nodiscard]] const World& before(std::size_t seq) const;

    const trace::Recording* recording_;
    std::vector<World> frames_;  // by rising seq; the first is at 0
};

}  // namespace coroscope::viz
