// Where the timeline's parts are: names, ruler, rows, legend; which times the ruler names. Pure: no
// ImGui.
//
// Invariant: rows neither overlap nor leave the rows' area except by scrolling.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "viz/model/axis.hpp"
#include "viz/model/tracks.hpp"
#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {

struct TimelineRow {
    std::size_t track = 0;
    Box strip;         ///< the whole row, over names and plot
    Box bar;           ///< where its bars are, over the plot's width
    bool low = false;  ///< a strip without words (timeline_heights.hpp)
};

struct TimelineLayout {
    Box names;
    Box ruler;
    Box rows_area;  ///< the plot below the ruler, clipped
    Box legend;
    bool with_legend = true;  ///< else only the number of rows that are missing
    double left = 0;          ///< the axis' pixels
    double right = 0;
    std::vector<TimelineRow> rows;  ///< those that are to be seen, top to bottom
    double scrolled = 0;            ///< how many are scrolled out; in mid-glide one of them in part
    double most_scroll = 0;         ///< the largest useful `rows_scroll`
    std::vector<float> tops;     ///< of all rows, in or out of sight, and where the last one ends
    std::size_t rows_above = 0;  ///< hidden rows over the top edge
    std::size_t rows_below = 0;  ///< and under the bottom edge
    bool all_high = true;        ///< no row is low, wherever the cursor is
};

/// What the layout depends on besides the tracks.
struct TimelineMeasure {
    Box area;
    float names_width = 120;  ///< what the longest name needs
    float end_margin = 34;    ///< right of the axis' end, for badges
    float unit = 1;           ///< UI scale
    double rows_scroll = 0;
    std::span<const std::uint32_t> folded{};  ///< tracks whose children are hidden, rising
    bool with_legend = true;
    bool keep_scroll = false;  ///< also where less would show all rows
    bool person_idle = false;  ///< nothing stands in the person's row: it goes before others do
    double position = 0;       ///< of the cursor: rows that it is about are high
    trace::Party selected{};   ///< whose row is high, too
};
TimelineLayout layout_timeline(const Tracks& tracks, const TimelineMeasure& measure);

struct RulerTick {
    double x = 0;
    double t_ns = 0;
    int decimals = 3;
};

/// The instants to name on the axis of steps (where the time changes), at least `apart` pixels
/// from one another; on the axis of time round seconds.
std::vector<RulerTick> ruler_ticks(const Axis& axis, bool time_axis, double apart);

}  // namespace coroscope::viz
