#include "viz/model/keyframes.hpp"

#include <algorithm>

#include "viz/model/fold.hpp"
#include "viz/model/packed_world.hpp"

namespace coroscope::viz {
namespace {

constexpr std::size_t bytes_per_event = 3;

/// About how many bytes a world takes when packed.
std::size_t extent(const World& world) {
    std::size_t bytes = 18 * world.tasks.size() + 12 * world.threads.size();
    for (const Loop& loop : world.loops) {
        bytes += 16 + 2 * loop.ready.size() + 8 * (loop.handles.size() + loop.timers.size());
    }
    return bytes;
}

}  // namespace

Keyframes::Keyframes(const trace::Recording& recording, std::size_t interval)
    : Keyframes{&recording, interval} {
    World world;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        apply(world, recording, seq);
        add(world);
    }
}

Keyframes Keyframes::growing(const trace::Recording& recording) {
    constexpr std::size_t interval = 1024;
    return Keyframes{&recording, interval};
}

void Keyframes::add(const World& world) {
    if (world.seq < next_look_) {
        return;
    }
    if (!frames_.empty()) {
        const std::size_t due = frames_.back().seq + extent(world) / bytes_per_event;
        if (world.seq < due) {
            next_look_ = due;
            return;
        }
    }
    frames_.push_back({world.seq, packed(world)});
    next_look_ = world.seq + interval_;
}

const Keyframes::Frame* Keyframes::before(std::size_t seq) const {
    const auto after =
        std::upper_bound(frames_.begin(), frames_.end(), seq,
                         [](std::size_t wanted, const Frame& frame) { return wanted < frame.seq; });
    return after == frames_.begin() ? nullptr : &*(after - 1);
}

World Keyframes::at(std::size_t seq) const {
    World world;
    move(world, seq);
    return world;
}

void Keyframes::move(World& world, std::size_t seq) const {
    const std::size_t events = recording_->events.size();
    const std::size_t end = events == 0 ? 0 : std::min(seq, events - 1);
    const Frame* frame = before(end);
    if (frame == nullptr) {
        world = {};
        return;
    }
    // A world at 0 may be one into which nothing has been folded yet.
    if (world.seq > end || world.seq < frame->seq || world.seq == 0) {
        unpack(frame->world, *recording_, world);
    }
    for (std::size_t next = world.seq + 1; next <= end; ++next) {
        apply(world, *recording_, next);
    }
}

std::size_t Keyframes::bytes() const {
    std::size_t bytes = frames_.capacity() * sizeof(Frame);
    for (const Frame& frame : frames_) {
        bytes += frame.world.capacity();
    }
    return bytes;
}

}  // namespace coroscope::viz
