#include "viz/model/span_list.hpp"

#include <algorithm>

#include "viz/model/fold.hpp"

namespace coroscope::viz {

SpanStart SpanList::start(std::size_t index) const { return unpacked(entries_[index]); }

std::size_t SpanList::end_beat(std::size_t index) const {
    if ((entries_[index] & ends_bit) != 0) {
        return std::partition_point(ends_.begin(), ends_.end(),
                                    [&](const End& end) { return end.span < index; })
            ->beat;
    }
    return index + 1 < size() ? begin_beat(index + 1) : beats_->last();
}

Span SpanList::operator[](std::size_t index) const {
    const SpanStart what = start(index);
    Span span;
    span.kind = what.kind;
    span.blocking = what.blocking;
    span.begin_beat = begin_beat(index);
    span.end_beat = end_beat(index);
    span.begin_ns = beats_->t_ns(span.begin_beat);
    span.end_ns = beats_->t_ns(span.end_beat);
    if (what.kind == SpanKind::iteration) {
        span.number = what.source;
    } else if (what.source != 0) {
        const trace::Event& event = recording_->events[what.source];
        const bool known = event.text < recording_->strings.size();
        span.text = known ? static_cast<trace::StringId>(event.text) : 0;
        switch (what.kind) {
            case SpanKind::waiting:
                // A callback that waits for its time is called what its row is called.
                span.text = event.kind == trace::Kind::timer_set ? 0 : span.text;
                [[fallthrough]];
            case SpanKind::blocked:
                span.party = event.other;
                span.deadline = event.value;
                break;
            case SpanKind::running:
                span.deadline = event.value;
                break;
            case SpanKind::loop_run:
                span.party = event.other;
                break;
            case SpanKind::idle:
                span.text = 0;
                span.deadline = select_deadline(event);
                break;
            case SpanKind::plain:
            case SpanKind::exception:
            case SpanKind::iteration:
            case SpanKind::ready:
            case SpanKind::done:
            case SpanKind::failed:
            case SpanKind::cancelled:
            case SpanKind::destroyed:
                break;
        }
    }
    return span;
}

std::size_t SpanList::first_from(std::size_t beat, std::size_t from) const {
    // It is mostly near: look in growing strides before halving.
    std::size_t low = from;
    std::size_t stride = 1;
    while (low + stride < size() && begin_beat(low + stride) < beat) {
        low += stride;
        stride *= 2;
    }
    for (std::size_t high = std::min(low + stride, size()); low < high;) {
        const std::size_t middle = low + (high - low) / 2;
        if (begin_beat(middle) < beat) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

std::size_t SpanList::first_ending_after(double beat) const {
    // Ends rise with the spans: the last that begins at or before it may reach beyond.
    const auto whole = beat < 0 ? 0 : static_cast<std::size_t>(beat);
    std::size_t index = first_from(whole);
    index -= index > 0 ? 1 : 0;
    while (index < size() && static_cast<double>(end_beat(index)) <= beat) {
        ++index;
    }
    return index;
}

void SpanList::add_leaf(std::size_t index, StateSums& sums) const {
    const SpanStart what = start(index);
    const std::size_t state = state_of(what.kind, what.blocking);
    const std::size_t begin = begin_beat(index);
    const std::size_t end = end_beat(index);
    if (state == most_states) {
        return;
    }
    sums.beats[state] += end - begin;
    sums.ns[state] += beats_->t_ns(end) - beats_->t_ns(begin);
}

StateSums SpanList::sums(std::size_t first, std::size_t last) const {
    StateSums sums;
    entries_.sum(first, last, sums, [&](std::size_t index) { add_leaf(index, sums); });
    return sums;
}

std::size_t SpanList::bytes() const { return entries_.bytes() + ends_.capacity() * sizeof(End); }

}  // namespace coroscope::viz
