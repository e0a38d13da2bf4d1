// Worlds kept at intervals, so that the cursor can go anywhere in a long recording in a moment.
//
// Invariant: `at(seq)` equals `fold(recording, seq)`. The space for all keyframes is at most about
// three bytes an event and forty a task: what a world takes says how far away the next one is. The
// recording must outlive the keyframes.
#pragma once

#include <cstddef>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/packed_world.hpp"

namespace coroscope::viz {

class Keyframes {
public:
    /// Folds the whole recording once.
    explicit Keyframes(const trace::Recording& recording, std::size_t interval = 1024);
    explicit Keyframes(const trace::Recording&&, std::size_t interval = 1024) = delete;

    /// None yet: they come with `add`.
    static Keyframes growing(const trace::Recording& recording);
    /// The world has just been folded one event further; keeps it where it is time to.
    void add(const World& world) {
        if (world.seq >= next_) {
            keep(world);
        }
    }

    /// The world after event number `seq` (the last one, where the recording is shorter).
    [[nodiscard]] World at(std::size_t seq) const;

    /// Moves a world of the same recording to `seq`: forwards from where it is, or from a keyframe
    /// where that is nearer. For playing, where the next world is the last one and a few events.
    void move(World& world, std::size_t seq) const;

    /// How many worlds are kept.
    [[nodiscard]] std::size_t size() const { return frames_.size(); }
    /// The space that they take, in bytes.
    [[nodiscard]] std::size_t bytes() const;

private:
    Keyframes(const trace::Recording* recording, std::size_t interval)
        : recording_{recording}, interval_{interval} {}
    void keep(const World& world);
    [[nodiscard]] const PackedWorld* before(std::size_t seq) const;

    const trace::Recording* recording_;
    std::size_t interval_;
    std::vector<PackedWorld> frames_;  // by rising seq; the first is at 0
    std::size_t next_ = 0;             // the event that is kept next
};

}  // namespace coroscope::viz
