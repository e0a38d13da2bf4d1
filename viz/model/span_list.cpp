#include "viz/model/span_list.hpp"

#include <algorithm>

#include "viz/model/fold.hpp"

namespace coroscope::viz {

std::size_t state_of(SpanKind kind, bool blocking) {
    switch (kind) {
        case SpanKind::ready:
        case SpanKind::plain:
        case SpanKind::iteration:
            return 0;
        case SpanKind::running:
            return blocking ? 3 : 1;
        case SpanKind::loop_run:
            return 1;
        case SpanKind::waiting:
        case SpanKind::idle:
            return 2;
        case SpanKind::blocked:
            return 3;
        case SpanKind::exception:
            return 4;
        case SpanKind::done:
        case SpanKind::failed:
        case SpanKind::cancelled:
        case SpanKind::destroyed:
            return most_states;  // it stands alone and is not summed up
    }
    return most_states;
}

SpanStart SpanList::start(std::size_t index) const {
    const std::uint64_t entry = entries_[index];
    return {static_cast<SpanKind>(entry & 15), (entry & blocking_bit) != 0,
            static_cast<std::uint32_t>((entry >> source_shift) & most_events)};
}

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
    const auto begin = entries_.begin();
    const auto at =
        std::partition_point(begin + static_cast<std::ptrdiff_t>(low),
                             begin + static_cast<std::ptrdiff_t>(std::min(low + stride, size())),
                             [&](std::uint64_t entry) { return (entry >> begin_shift) < beat; });
    return static_cast<std::size_t>(at - begin);
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
    pyramid_.sum(first, last, sums, [&](std::size_t index) { add_leaf(index, sums); });
    return sums;
}

void SpanList::end_last(std::size_t beat) {
    pyramid_.add_span(last_.state, beat - last_.begin_beat, beats_->t_ns(beat) - last_.begin_ns);
    last_.goes_on = false;
}

void SpanList::open(const SpanStart& start, std::size_t beat) {
    if (last_.goes_on) {
        end_last(beat);
    }
    entries_.push_back((std::uint64_t{std::min(beat, most_events)} << begin_shift) |
                       (std::uint64_t{start.source} & most_events) << source_shift |
                       (start.blocking ? blocking_bit : 0) |
                       static_cast<std::uint64_t>(start.kind));
    last_ = {beats_->t_ns(beat), static_cast<std::uint32_t>(beat),
             static_cast<std::uint8_t>(state_of(start.kind, start.blocking)), true};
}

void SpanList::close(std::size_t beat) {
    if (!last_.goes_on) {
        return;
    }
    end_last(beat);
    entries_.back() |= ends_bit;
    ends_.push_back({static_cast<std::uint32_t>(size() - 1), static_cast<std::uint32_t>(beat)});
}

void SpanList::finish() {
    if (last_.goes_on) {
        end_last(beats_->last());  // it reaches to the end of the recording
    }
    entries_.shrink_to_fit();
    ends_.shrink_to_fit();
    pyramid_.finish();
}

std::size_t SpanList::bytes() const {
    return entries_.capacity() * sizeof(entries_[0]) + ends_.capacity() * sizeof(End) +
           pyramid_.bytes();
}

}  // namespace coroscope::viz
