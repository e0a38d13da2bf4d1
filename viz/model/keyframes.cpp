#include "viz/model/keyframes.hpp"

#include <algorithm>

#include "viz/model/fold.hpp"

namespace coroscope::viz {
namespace {

constexpr std::size_t bytes_per_event = 3;

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

void Keyframes::keep(const World& world) {
    frames_.emplace_back(world, frames_.empty() ? nullptr : &frames_.back());
    next_ = world.seq + std::max(interval_, frames_.back().moving_bytes() / bytes_per_event);
}

const PackedWorld* Keyframes::before(std::size_t seq) const {
    const auto after = std::upper_bound(
        frames_.begin(), frames_.end(), seq,
        [](std::size_t wanted, const PackedWorld& frame) { return wanted < frame.seq(); });
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
    const PackedWorld* frame = before(end);
    if (frame == nullptr) {
        world = {};
        return;
    }
    // A world at 0 may be one into which nothing has been folded yet.
    if (world.seq > end || world.seq < frame->seq() || world.seq == 0) {
        frame->unpack(world);
    }
    for (std::size_t next = world.seq + 1; next <= end; ++next) {
        apply(world, *recording_, next);
    }
}

std::size_t Keyframes::bytes() const {
    std::size_t bytes = frames_.capacity() * sizeof(PackedWorld);
    for (const PackedWorld& frame : frames_) {
        bytes += frame.bytes();
    }
    return bytes;
}

}  // namespace coroscope::viz
