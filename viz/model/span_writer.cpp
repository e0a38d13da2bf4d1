#include "viz/model/span_writer.hpp"

#include <utility>

namespace coroscope::viz {

namespace {

/// `state_of`, by the lowest bits of an entry.
constexpr auto states = [] {
    std::array<std::uint8_t, 32> table{};
    for (std::size_t bits = 0; bits < table.size(); ++bits) {
        const auto kind = static_cast<SpanKind>(bits % 16);
        table[bits] = static_cast<std::uint8_t>(state_of(kind, bits >= 16));
    }
    return table;
}();

}  // namespace

inline void SpanWriter::end_last(std::size_t beat, std::int64_t ns) {
    const std::size_t state = states[last_ % states.size()];
    if (state != most_states) {
        sums_.beats[state] += static_cast<std::uint32_t>(beat) - begin_beat_;
        sums_.ns[state] += ns - begin_ns_;
    }
    goes_on_ = false;
}

void SpanWriter::keep_group() {
    spans_.entries_.add(group_, sums_);
    count_ = 0;
}

void SpanWriter::open(std::uint64_t packed, std::size_t beat, std::int64_t ns) {
    if (goes_on_) {
        end_last(beat, ns);
    }
    if (count_ == group_.size()) {
        keep_group();
    }
    group_[count_++] = SpanList::begun(packed, beat);
    last_ = packed;
    goes_on_ = true;
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
