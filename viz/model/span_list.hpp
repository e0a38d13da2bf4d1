// The spans of one track, in 8 bytes each: a recording of ten million events has millions. Reads
// like a vector of `Span`; what an entry leaves out is in the events and beats that it names.
//
// Invariant: spans follow each other without overlapping; recording, beats and store outlive it.
#pragma once

#include <iterator>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/span.hpp"
#include "viz/model/span_groups.hpp"

namespace coroscope::viz {

/// A span before it has its times: what goes on, and by which event it is known (0: by none).
struct SpanStart {
    SpanKind kind = SpanKind::plain;
    bool blocking = false;
    std::uint32_t source = 0;  ///< number of an event; of an iteration: which
    friend bool operator==(const SpanStart&, const SpanStart&) = default;
};

/// The state as which the sums count such a span, or `most_states`: not at all.
constexpr std::size_t state_of(SpanKind kind, bool blocking) {
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

class SpanList {
public:
    /// The largest beat and event that a span can name.
    static constexpr std::size_t most_events = (std::size_t{1} << 29) - 1;

    /// Makes spans of what it names as it is asked for them.
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Span;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = Span;

        Iterator(const SpanList* list, std::size_t index) : list_{list}, index_{index} {}
        Span operator*() const { return (*list_)[index_]; }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const SpanList* list_;
        std::size_t index_;
    };

    /// None yet: a `SpanWriter` makes them. `states`: how many different ones the sums count.
    SpanList(const trace::Recording& recording, const Beats& beats, SpanStore& store,
             std::size_t states)
        : recording_{&recording}, beats_{&beats}, entries_{store, states} {}

    [[nodiscard]] bool empty() const { return entries_.size() == 0; }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] Span operator[](std::size_t index) const;
    [[nodiscard]] Span front() const { return (*this)[0]; }
    [[nodiscard]] Span back() const { return (*this)[size() - 1]; }
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, size()}; }

    // Parts of a span, cheaper than all of it.
    [[nodiscard]] SpanKind kind(std::size_t index) const { return start(index).kind; }
    [[nodiscard]] SpanStart start(std::size_t index) const;
    [[nodiscard]] std::size_t begin_beat(std::size_t index) const {
        return entries_[index] >> begin_shift;
    }
    [[nodiscard]] std::size_t end_beat(std::size_t index) const;
    /// Calls `visit` with kind, begin beat and end beat of each span: cheaper than to ask for them.
    template <class Visit>
    void each(const Visit& visit) const {
        std::uint64_t next = empty() ? 0 : entries_[0];
        for (std::size_t index = 0; index < size(); ++index) {
            const std::uint64_t entry = next;
            next = index + 1 < size() ? entries_[index + 1]
                                      : std::uint64_t{beats_->last()} << begin_shift;
            const bool ends = (entry & ends_bit) != 0;
            visit(static_cast<SpanKind>(entry & kind_bits), entry >> begin_shift,
                  ends ? end_beat(index) : next >> begin_shift);
        }
    }
    /// The first span that begins at that beat or after it, at `from` or after.
    [[nodiscard]] std::size_t first_from(std::size_t beat, std::size_t from = 0) const;
    /// The first span that ends after that beat.
    [[nodiscard]] std::size_t first_ending_after(double beat) const;

    /// How long each state lasts over the spans `first` … `last` (not included).
    [[nodiscard]] StateSums sums(std::size_t first, std::size_t last) const;

    /// The space that it takes besides itself and the store, in bytes.
    [[nodiscard]] std::size_t bytes() const;

private:
    friend class SpanWriter;
    // An entry: begin beat (29 bits), source (29), has an end of its own (1), blocking (1), kind.
    static constexpr int begin_shift = 35;
    static constexpr int source_shift = 6;
    static constexpr std::uint64_t ends_bit = 1 << 5;
    static constexpr std::uint64_t blocking_bit = 1 << 4;
    static constexpr std::uint64_t kind_bits = 15;
    struct End {
        std::uint32_t span;
        std::uint32_t beat;
    };
    void add_leaf(std::size_t index, StateSums& sums) const;
    /// An entry without its beat.
    static std::uint64_t packed(const SpanStart& start) {
        return (std::uint64_t{start.source} & most_events) << source_shift |
               (start.blocking ? blocking_bit : 0) | static_cast<std::uint64_t>(start.kind);
    }
    /// The entry of what begins with that beat.
    static std::uint64_t begun(std::uint64_t packed, std::size_t beat) {
        return std::uint64_t{std::min(beat, most_events)} << begin_shift | packed;
    }
    static SpanStart unpacked(std::uint64_t entry) {
        return {static_cast<SpanKind>(entry & kind_bits), (entry & blocking_bit) != 0,
                static_cast<std::uint32_t>((entry >> source_shift) & most_events)};
    }

    const trace::Recording* recording_;
    const Beats* beats_;
    SpanGroups entries_;
    std::vector<End> ends_;  // of spans that no other follows at once, rising
};

}  // namespace coroscope::viz
