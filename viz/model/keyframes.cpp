#include "viz/model/keyframes.hpp"

#include <algorithm>

#include "viz/model/fold.hpp"

namespace coroscope::viz {
namespace {

// A number that grows with the space that a world takes.
std::size_t extent(const World& world) {
    std::size_t parts = world.tasks.size() + world.threads.size();
    for (const Loop& loop : world.loops) {
        parts += 1 + loop.ready.size() + loop.handles.size() + loop.timers.size();
    }
    return parts;
}

}  // namespace

Keyframes::Keyframes(const trace::Recording& recording, std::size_t interval)
    : recording_{&recording} {
    World world;
    std::size_t last = 0;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        apply(world, recording, seq);
        // Copying a world costs about as much as folding that many events.
        if (seq == 0 || (seq - last >= interval && seq - last >= 4 * extent(world))) {
            frames_.push_back(world);
            last = seq;
        }
    }
    if (frames_.empty()) {
        frames_.emplace_back();
    }
}

const World& Keyframes::before(std::size_t seq) const {
    const auto after =
        std::upper_bound(frames_.begin(), frames_.end(), seq,
                         [](std::size_t wanted, const World& frame) { return wanted < frame.seq; });
    return after == frames_.begin() ? frames_.front() : *(after - 1);
}

World Keyframes::at(std::size_t seq) const {
    World world = before(seq);
    move(world, seq);
    return world;
}

void Keyframes::move(World& world, std::size_t seq) const {
    const std::size_t events = recording_->events.size();
    const std::size_t end = events == 0 ? 0 : std::min(seq, events - 1);
    const World& frame = before(end);
    // A world at 0 may be one into which nothing has been folded yet.
    if (world.seq > end || world.seq < frame.seq || world.seq == 0) {
        world = frame;
    }
    for (std::size_t next = world.seq + 1; next <= end; ++next) {
        apply(world, *recording_, next);
    }
}

}  // namespace coroscope::viz
