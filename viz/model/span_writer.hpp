// Makes the spans of one track as its events come, and sums them up. What it needs for that lies
// together, as it is written at nearly every beat: also the last spans, until there are sixteen.
//
// Invariant: the spans that have ended are in the sums; the last one goes on, or has been closed.
#pragma once

#include "runtime/memory/pool.hpp"
#include "viz/model/span_list.hpp"

namespace coroscope::viz {

class SpanWriter {
public:
    /// `states`: how many different ones the sums have to count.
    SpanWriter(const trace::Recording& recording, const Beats& beats, SpanStore& store,
               std::size_t states)
        : spans_{recording, beats, store, states} {}
    static void* operator new(std::size_t size) { return pool::take(size); }
    static void operator delete(void* memory, std::size_t size) { pool::give(memory, size); }

    /// True as long as there is no span.
    [[nodiscard]] bool empty() const { return spans_.empty() && count_ == 0; }

    /// From that beat on, which is at that time, this is what goes on. Nothing happens where it
    /// does already; else it is a new span, and the last one ends.
    void show(const SpanStart& start, std::size_t beat, std::int64_t ns) {
        if (const std::uint64_t packed = SpanList::packed(start); packed != last_ || !goes_on_) {
            open(packed, beat, ns);
        }
    }
    /// The last span ends with that beat, and none follows yet.
    void close(std::size_t beat, std::int64_t ns);
    /// Nothing more comes; the last span reaches to the end of the recording.
    SpanList finish();

private:
    void open(std::uint64_t packed, std::size_t beat, std::int64_t ns);
    void end_last(std::size_t beat, std::int64_t ns);
    void keep_group();

    // What every new span writes comes first, in as few cache lines as it takes: thousands of
    // tracks grow in turn.
    std::uint64_t last_ = 0;  // what the last span is, as its entry has it
    std::int64_t begin_ns_ = 0;
    std::uint32_t begin_beat_ = 0;
    bool goes_on_ = false;
    std::uint8_t count_ = 0;  // of the spans in `group_`
    StateSums sums_;
    SpanGroups::Group group_{};
    SpanList spans_;
};

}  // namespace coroscope::viz
