// Level of detail: which bars of a track are to be drawn at this zoom. Spans too narrow to be told
// apart become one bar that knows how many they are and how long each state lasts in it: nothing is
// left out. Pure: no ImGui.
//
// Invariant: the bars of a track hold all of its spans between the axis' ends, each once and in
// order; there is at most about one bar for each grain of pixels, however long the recording is.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "viz/model/axis.hpp"
#include "viz/model/tracks.hpp"
#include "viz/panels/timeline_layout.hpp"

namespace coroscope::viz {

/// A piece of a track: one span, or several too narrow to be told apart (`merged`).
struct TimelineBar {
    std::size_t span = 0;  ///< the span, or the most telling of the merged ones
    double x0 = 0;
    double x1 = 0;
    bool merged = false;
    std::size_t first = 0;  ///< the spans that it holds
    std::size_t count = 1;
};

/// Into which stretches of pixels narrow spans are gathered. They are fixed to the recording, so
/// that panning does not change what is gathered.
class Grain {
public:
    Grain(const Axis& axis, double pixels);

    [[nodiscard]] double pixels() const { return pixels_; }
    /// The first beat beyond the stretch in which that pixel lies.
    std::size_t beat_after(double x);

private:
    const Axis* axis_;
    double pixels_;
    double origin_;                   // where the recording begins
    double first_;                    // the number of the first line between the axis' ends
    std::vector<std::size_t> beats_;  // by line from there; 0: not looked for yet
};

/// The grain that keeps the number of bars within what a slow machine draws in time: 1 where all
/// spans can be told apart.
double grain_width(const Tracks& tracks, const TimelineLayout& layout, const Axis& axis);

/// The bars of a track between the axis' ends.
std::vector<TimelineBar> visible_bars(const Track& track, const Axis& axis, Grain& grain);

/// What a state that a track's spans are summed up by is, as a span.
SpanStart span_of_state(TrackKind track, std::size_t state);

/// The shares of the states in the pixels of a bar, each 0 … 1, together 1; by `state_of`.
using Shares = std::array<double, most_states>;
Shares shares_of(const Track& track, const Axis& axis, const TimelineBar& bar);

}  // namespace coroscope::viz
