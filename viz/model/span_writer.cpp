#include "viz/model/span_writer.hpp"

#include <utility>

namespace coroscope::viz {

inline void SpanWriter::end_last(std::size_t beat, std::int64_t ns) {
    if (state_ != most_states) {
        sums_.beats[state_] += beat - begin_beat_;
        sums_.ns[state_] += ns - begin_ns_;
    }
    goes_on_ = false;
}

void SpanWriter::keep_group() {
    spans_.entries_.add(group_, sums_);
    count_ = 0;
}

void SpanWriter::open(const SpanStart& start, std::size_t beat, std::int64_t ns) {
    if (goes_on_) {
        end_last(beat, ns);
    }
    if (count_ == group_.size()) {
        keep_group();
    }
    group_[count_++] = SpanList::entry_of(start, beat);
    start_ = start;
    goes_on_ = true;
    state_ = static_cast<std::uint8_t>(state_of(start.kind, start.blocking));
    begin_beat_ = static_cast<std::uint32_t>(beat);
    begin_ns_ = ns;
}

void SpanWriter::close(std::size_t beat, std::int64_t ns) {
    if (!goes_on_) {
        return;
    }
    end_last(beat, ns);
    group_[count_ - 1u] |= SpanList::ends_bit;
    const std::size_t span = spans_.size() + count_ - 1;
    spans_.ends_.push_back({static_cast<std::uint32_t>(span), static_cast<std::uint32_t>(beat)});
}

SpanList SpanWriter::finish() {
    if (goes_on_) {
        end_last(spans_.beats_->last(), spans_.beats_->duration_ns());
    }
    if (count_ == group_.size()) {
        keep_group();
    }
    spans_.entries_.finish(group_, count_);
    spans_.ends_.shrink_to_fit();
    return std::move(spans_);
}

}  // namespace coroscope::viz
