// Beats: the smallest things that a person steps through. A beat is closed by one event, whose
// `seq` is the cursor when the beat has just happened; EVENTS.md says which kinds close.
//
// Invariant: there is always beat 0, "before the first"; seq rises from beat to beat.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/closing.hpp"
#include "viz/model/long_list.hpp"

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

/// All beats of one recording, with what stepping needs to know: 4 bytes each, the rest is in the
/// events. Reads like a vector; never empty. The recording must outlive it.
class Beats {
public:
    /// Only beat 0.
    Beats() = default;
    /// All of a recording's.
    explicit Beats(const trace::Recording& recording);
    explicit Beats(const trace::Recording&&) = delete;

    /// None yet but beat 0: they come with `add`, event after event, and end with `finish`.
    static Beats growing(const trace::Recording& recording);
    /// The next event of the recording is there; true where it closes a beat.
    bool add(const trace::Event& event, std::size_t seq) {
        if (seq == 0) {
            begin();
            return true;  // beat 0
        }
        const bool closes = closes_beat(event);
        if (closes) {
            close_with(event, seq);
        } else if (event.kind == trace::Kind::iteration_begin) {
            iteration_ends_.push_back(
                {static_cast<std::uint32_t>(last()), static_cast<trace::LoopId>(event.loop)});
        }
        return closes;
    }
    /// The recording is complete.
    void finish();

    [[nodiscard]] std::size_t size() const { return seqs_.size(); }
    [[nodiscard]] Beat operator[](std::size_t index) const;
    [[nodiscard]] Beat back() const { return (*this)[last()]; }
    /// The number of the event that closes a beat.
    [[nodiscard]] std::size_t seq(std::size_t beat) const { return seqs_[beat]; }
    /// When that is.
    [[nodiscard]] std::int64_t t_ns(std::size_t beat) const {
        return !times_.empty() ? times_[beat]
               : beat == 0     ? 0
                               : recording_->events[seqs_[beat]].t_ns;
    }
    /// The number of the last beat.
    [[nodiscard]] std::size_t last() const { return seqs_.size() - 1; }
    /// When that is, which is when the recording ends.
    [[nodiscard]] std::int64_t duration_ns() const { return latest_ns_; }

    /// The beat in which event number `seq` is first seen: the first with no smaller seq.
    [[nodiscard]] std::size_t beat_of_seq(std::size_t seq) const;
    /// The last beat that has happened at that time.
    [[nodiscard]] std::size_t beat_at_time(std::int64_t t_ns) const;
    /// The first beat that is at that time or after it; `size()` where there is none.
    [[nodiscard]] std::size_t first_from_time(double t_ns) const;

    /// The beat that a step from `beat` leads to; the first or last one where there is no further.
    [[nodiscard]] std::size_t step_from(std::size_t beat, StepKind kind, int direction) const;

    /// The space that they take besides themselves, in bytes.
    [[nodiscard]] std::size_t bytes() const;

private:
    struct IterationEnd {
        std::uint32_t beat;
        trace::LoopId loop;
    };

    void begin();
    void close_with(const trace::Event& event, std::size_t seq) {
        const std::int64_t now = event.t_ns;
        // Time never runs back, also in a recording that says so.
        if (now < latest_ns_ && times_.empty()) {
            tell_times();
        }
        latest_ns_ = std::max(latest_ns_, now);
        seqs_.push_back(static_cast<std::uint32_t>(seq));
        if (!times_.empty()) {
            times_.push_back(latest_ns_);
        }
    }
    void tell_times();
    [[nodiscard]] std::size_t step_iteration(std::size_t beat, int direction) const;
    [[nodiscard]] bool ends(std::size_t beat, StepKind kind) const;
    /// The first beat for which `is_before` is false; it is true for all before that.
    template <class IsBefore>
    [[nodiscard]] std::size_t partition(const IsBefore& is_before) const;

    const trace::Recording* recording_ = nullptr;
    LongList<std::uint32_t> seqs_{0};
    std::vector<std::int64_t> times_;        // only where a recording says that time runs back
    LongList<IterationEnd> iteration_ends_;  // by rising beat
    std::int64_t latest_ns_ = 0;
    bool steady_clock_ = false;
};

}  // namespace coroscope::viz
