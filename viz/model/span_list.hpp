// The spans of one track, in 8 bytes each: a recording of ten million events has millions. Reads
// like a vector of `Span`; what an entry leaves out is in the events and beats that it names.
//
// Invariant: spans follow each other without overlapping; the recording and the beats outlive it.
#pragma once

#include <iterator>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/pyramid.hpp"
#include "viz/model/span.hpp"

namespace coroscope::viz {

/// A span before it has its times: what goes on, and by which event it is known (0: by none).
struct SpanStart {
    SpanKind kind = SpanKind::plain;
    bool blocking = false;
    std::uint32_t source = 0;  ///< number of an event; of an iteration: which
    friend bool operator==(const SpanStart&, const SpanStart&) = default;
};

/// The state as which a pyramid counts such a span, or `most_states`: not at all.
std::size_t state_of(SpanKind kind, bool blocking);

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

    /// `states`: how many different ones the pyramid has to count.
    SpanList(const trace::Recording& recording, const Beats& beats, std::size_t states)
        : recording_{&recording}, beats_{&beats}, pyramid_{states} {}

    [[nodiscard]] bool empty() const { return entries_.empty(); }
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
    /// The first span that begins at that beat or after it, at `from` or after.
    [[nodiscard]] std::size_t first_from(std::size_t beat, std::size_t from = 0) const;
    /// The first span that ends after that beat.
    [[nodiscard]] std::size_t first_ending_after(double beat) const;

    /// How long each state lasts over the spans `first` … `last` (not included).
    [[nodiscard]] StateSums sums(std::size_t first, std::size_t last) const;

    /// A span begins with that beat; one that goes on ends there.
    void open(const SpanStart& start, std::size_t beat);
    /// The last span ends with that beat, and none follows yet.
    void close(std::size_t beat);
    /// Nothing more comes: gives back space that was kept for growing.
    void finish();
    /// The space that it takes besides itself, in bytes.
    [[nodiscard]] std::size_t bytes() const;

private:
    // An entry: begin beat (29 bits), source (29), has an end of its own (1), blocking (1), kind.
    static constexpr int begin_shift = 35;
    static constexpr int source_shift = 6;
    static constexpr std::uint64_t ends_bit = 1 << 5;
    static constexpr std::uint64_t blocking_bit = 1 << 4;
    struct End {
        std::uint32_t span;
        std::uint32_t beat;
    };
    void add_leaf(std::size_t index, StateSums& sums) const;
    /// What the pyramid will need of the last span when it ends: looking for it then would mostly
    /// be a cache miss.
    struct Last {
        std::int64_t begin_ns = 0;
        std::uint32_t begin_beat = 0;
        std::uint8_t state = 0;
        bool goes_on = false;
    };
    /// The last span, which goes on, ends with that beat: tells the pyramid.
    void end_last(std::size_t beat);

    const trace::Recording* recording_;
    const Beats* beats_;
    std::vector<std::uint64_t> entries_;
    Last last_;
    Pyramid pyramid_;
    std::vector<End> ends_;  // of spans that no other follows at once, rising
};

}  // namespace coroscope::viz
