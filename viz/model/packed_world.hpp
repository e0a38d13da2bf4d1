// A world in as little space as it needs, to be kept as a keyframe. Of a task it keeps two rows:
// what its steps change, and what hardly ever changes. Rows lie in blocks, and a block that is the
// same in the world packed before is kept once: so that most of it is a copy of 40 bytes a task.
//
// Invariant: `unpack` gives back what was packed, any world folded from a recording.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "runtime/trace/varint.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

inline constexpr std::size_t tasks_per_block = 16;

/// What changes with a task's steps.
struct MovingPart {
    std::int64_t since_ns;
    std::int64_t deadline;
    std::uint32_t since_seq;
    Party awaits;
    StringId waits_for;
    SiteId await_site;
    std::uint32_t steps;
    TaskState state;
    std::uint8_t flags;
    std::uint16_t unused;
};

/// What is rarely anything else than in the keyframe before.
struct SteadyPart {
    std::int64_t created_ns;
    StringId label;
    StringId name;
    LoopId loop;
    TaskId created_by;
    SiteId created_at;
    StringId thrown_in;
    StringId outcome;
    std::uint32_t cancel_requests;
};

template <class Part>
using TaskBlock = std::array<Part, tasks_per_block>;
template <class Part>
using TaskBlocks = std::vector<std::shared_ptr<const TaskBlock<Part>>>;

class PackedWorld {
public:
    /// `before`: the world packed before, which may be none.
    PackedWorld(const World& world, const PackedWorld* before);

    /// Makes it that world again, in the space that it has.
    void unpack(World& world) const;

    /// The last event folded into it.
    [[nodiscard]] std::size_t seq() const { return seq_; }
    /// The space that it takes beyond that of the one before, in bytes.
    [[nodiscard]] std::size_t bytes() const { return moving_bytes_ + steady_bytes_; }
    /// How much of it the next one will need again.
    [[nodiscard]] std::size_t moving_bytes() const { return moving_bytes_; }

private:
    std::size_t seq_;
    std::size_t tasks_;
    std::size_t moving_bytes_ = 0;
    std::size_t steady_bytes_ = 0;
    trace::Bytes others_;  // threads and loops
    TaskBlocks<MovingPart> moving_;
    TaskBlocks<SteadyPart> steady_;
};

}  // namespace coroscope::viz
