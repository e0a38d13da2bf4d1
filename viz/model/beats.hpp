// Beats: the smallest things that a person steps through. A beat is closed by one event, whose
// `seq` is the cursor when the beat has just happened; EVENTS.md says which kinds close.
//
// Invariant: there is always beat 0, "before the first"; seq rises from beat to beat.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/trace/recording.hpp"

namespace coroscope::viz {

/// How far a step goes.
enum class StepKind : std::uint8_t { beat, task_step, iteration, instant };

struct Beat {
    std::size_t seq = 0;    ///< the event that closes it
    std::int64_t t_ns = 0;  ///< when that is
    trace::ThreadId thread = 0;
    trace::LoopId loop = 0;
    trace::TaskId task = 0;
    trace::Kind kind = trace::Kind::recording;
};

/// True for an event that closes a beat.
bool closes_beat(const trace::Event& event);

/// All beats of one recording, with what stepping needs to know. Reads like a vector; never empty.
class Beats {
public:
    /// Only beat 0.
    Beats() = default;
    explicit Beats(const trace::Recording& recording);

    [[nodiscard]] std::size_t size() const { return beats_.size(); }
    [[nodiscard]] const Beat& operator[](std::size_t index) const { return beats_[index]; }
    [[nodiscard]] const Beat& back() const { return beats_.back(); }
    [[nodiscard]] auto begin() const { return beats_.begin(); }
    [[nodiscard]] auto end() const { return beats_.end(); }
    /// The number of the last beat.
    [[nodiscard]] std::size_t last() const { return beats_.size() - 1; }
    /// When the recording ends.
    [[nodiscard]] std::int64_t duration_ns() const { return beats_.back().t_ns; }

    /// The beat in which event number `seq` is first seen: the first with no smaller seq.
    [[nodiscard]] std::size_t beat_of_seq(std::size_t seq) const;
    /// The last beat that has happened at that time.
    [[nodiscard]] std::size_t beat_at_time(std::int64_t t_ns) const;

    /// The beat that a step from `beat` leads to; the first or last one where there is no further.
    [[nodiscard]] std::size_t step_from(std::size_t beat, StepKind kind, int direction) const;

private:
    struct IterationEnd {
        std::size_t beat;
        trace::LoopId loop;
    };

    [[nodiscard]] std::size_t step_iteration(std::size_t beat, int direction) const;
    [[nodiscard]] bool ends(std::size_t beat, StepKind kind) const;

    std::vector<Beat> beats_{Beat{}};
    std::vector<IterationEnd> iteration_ends_;  // by rising beat
    bool steady_clock_ = false;
};

}  // namespace coroscope::viz
