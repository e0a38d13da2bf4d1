#include "viz/panels/timeline_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/model/rows.hpp"
#include "viz/panels/timeline_heights.hpp"

namespace coroscope::viz {
namespace {

/// The share of the width that names take at most.
constexpr float most_names = 0.42f;

/// How tall a bar gets at most: larger ones look like blocks, not like stretches of time.
constexpr float tallest_bar = 46;
/// And at least, where its row is so high: else it is too low for what it says.
constexpr float lowest_bar = 14;

/// Rows that have grown no more than that are low from the back of a room.
constexpr float roomy = 0.1f;

/// The tracks that have rows, and how these share their room.
struct Rows {
    std::span<const Track> tracks;
    RowRoom room;
    RowPlan plan;
};

/// Where rows are low, a person's row in which nothing stands is worth least.
Rows rows_in(const Tracks& tracks, const TimelineMeasure& measure, float height) {
    const RowRoom room{height, measure.unit, measure.selected};
    const std::span<const Track> all = tracks.tracks;
    const Rows with_all{all, room, plan_rows(all, room)};
    const bool person = measure.person_idle && !all.empty() && all.back().kind == TrackKind::person;
    if (!person || (with_all.plan.all_high && with_all.plan.growth > roomy)) return with_all;
    const std::span<const Track> others = all.first(all.size() - 1);
    return {others, room, plan_rows(others, room)};
}

/// The first beat of the instant of `beat`, and of the instant after it.
std::size_t instant_of(const Beats& beats, std::size_t beat) {
    const std::int64_t t_ns = beats.t_ns(std::min(beat, beats.last()));
    return t_ns <= 0 ? 0 : beats.beat_at_time(t_ns - 1) + 1;
}
std::size_t next_instant(const Beats& beats, std::size_t beat) {
    return beats.beat_at_time(beats.t_ns(std::min(beat, beats.last()))) + 1;
}

std::vector<RulerTick> instants(const Axis& axis, double apart) {
    std::vector<RulerTick> ticks;
    const Beats& beats = axis.beats();
    std::size_t beat = 0;
    double free_from = axis.left() - 1;
    while (beat < beats.size()) {
        const double x = axis.x_of(static_cast<double>(beat));
        if (x > axis.right() + 0.5) break;
        if (x >= free_from) {
            ticks.push_back({x, static_cast<double>(beats.t_ns(beat)), 3});
            free_from = x + apart;
        }
        beat = next_instant(beats, beat);
        if (beat < beats.size() && axis.x_of(static_cast<double>(beat)) < free_from) {
            // Too close to be named: on with the first instant that is not.
            const auto near = static_cast<std::size_t>(std::ceil(axis.position_at(free_from)));
            beat = near <= beat ? beat + 1 : instant_of(beats, near);
            if (beat < near) beat = next_instant(beats, near);
        }
    }
    return ticks;
}

std::vector<RulerTick> round_seconds(const Axis& axis, double apart) {
    std::vector<RulerTick> ticks;
    const double from = axis.time_at_x(axis.left());
    const double to = axis.time_at_x(axis.right());
    if (to <= from) return {{axis.x_of_time(from), from, 3}};
    const double ns_per_pixel = (to - from) / (axis.right() - axis.left());
    const double wanted = apart * ns_per_pixel;
    double step = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (step * factor >= wanted) {
            step *= factor;
            break;
        }
    const int decimals = std::clamp(static_cast<int>(std::ceil(9 - std::log10(step) - 1e-9)), 0, 9);
    // From a whole step on; never from "-0".
    const double first = std::max(0.0, std::ceil(from / step - 1e-9));
    for (double index = first; index * step <= to * (1 + 1e-12); ++index)
        ticks.push_back({axis.x_of_time(index * step), index * step, decimals});
    return ticks;
}

/// In a row that had to shrink a bar takes more of it: marks and words need their height.
float bar_height(TrackKind kind, float row, float unit) {
    const float readable = std::min(row - 1, std::ceil(lowest_bar * unit));
    return std::min(std::max(std::round(row * bar_share(kind)), readable), tallest_bar * unit);
}

constexpr float ruler_height = 32;

float room_for_rows(const TimelineMeasure& measure, float legend_height) {
    const float around =
        std::round(ruler_height * measure.unit) + std::round(legend_height * measure.unit);
    return std::max(0.0f, measure.area.h - around);
}

TimelineLayout laid_out(const Tracks& tracks, const TimelineMeasure& measure, float legend_height) {
    TimelineLayout layout;
    const Box& area = measure.area;
    const float unit = measure.unit;
    const float pad = std::round(14 * unit);
    const float ruler = std::round(ruler_height * unit);
    const float legend = std::round(legend_height * unit);
    const float names = std::round(std::clamp(measure.names_width, 90 * unit, area.w * most_names));
    const float plot_x = area.x + pad + names + pad;
    layout.left = plot_x;
    layout.right = std::max(plot_x + 1, area.right() - std::round(measure.end_margin));
    layout.ruler = {plot_x, area.y, area.right() - plot_x, ruler};
    const float top = area.y + ruler;
    const float room = room_for_rows(measure, legend_height);
    const float bow = std::round(13 * unit);  // arrows at the first moment bend to the left
    layout.rows_area = {plot_x - bow, top, area.right() - plot_x + bow, room};
    layout.names = {area.x + pad, top, names, room};
    layout.legend = {area.x + pad, area.bottom() - legend, area.w - 2 * pad, legend};

    const Rows rows = rows_in(tracks, measure, room);
    layout.all_high = rows.plan.all_high;
    std::vector<std::size_t> shown = shown_tracks(tracks, measure.folded);
    if (!shown.empty() && shown.back() >= rows.tracks.size()) shown.pop_back();
    const std::vector<float> heights =
        row_heights(rows.tracks, rows.plan, rows.room, measure.position, measure.folded);
    float total = 0;
    std::vector<float>& tops = layout.tops;
    for (const std::size_t index : shown) {
        tops.push_back(total);
        total += heights[index];
    }
    tops.push_back(total);
    const std::size_t count = shown.size();
    std::size_t last_top = 0;  // the row at the top when the last row stands at the bottom
    while (last_top < count && total - tops[last_top] > room + 0.5f) ++last_top;
    layout.most_scroll = static_cast<double>(total > room + 0.5f ? last_top : 0);
    const double furthest =
        measure.keep_scroll && count > 0 ? static_cast<double>(count - 1) : layout.most_scroll;
    layout.scrolled = std::clamp(measure.rows_scroll, 0.0, furthest);
    const auto whole = static_cast<std::size_t>(std::floor(layout.scrolled));
    const auto part = static_cast<float>(layout.scrolled - static_cast<double>(whole));
    const float offset =
        count > 0 ? std::round(tops[whole] + part * (tops[whole + 1] - tops[whole])) : 0;
    layout.rows_above = part > 0 ? whole + 1 : whole;
    for (std::size_t index = layout.rows_above; index < count; ++index) {
        const float y = tops[index] - offset;
        const float bottom = tops[index + 1] - offset;
        if (bottom > room + 0.5f) {
            layout.rows_below = count - index;
            break;
        }
        const float h = bottom - y;
        const float bar = bar_height(tracks.tracks[shown[index]].kind, h, unit);
        TimelineRow row;
        row.track = shown[index];
        row.low = is_low_row(h, unit);
        row.strip = {area.x, top + y, area.w, h};
        row.bar = {plot_x, top + y + std::floor((h - bar) / 2), area.right() - plot_x, bar};
        layout.rows.push_back(row);
    }
    return layout;
}

}  // namespace

TimelineLayout layout_timeline(const Tracks& tracks, const TimelineMeasure& measure) {
    constexpr float legend = 34;
    constexpr float low = 260;
    constexpr float rest_only = 19;
    constexpr float none = 4;
    if (!measure.with_legend) return laid_out(tracks, measure, none);
    // Neither folding nor the cursor shows or hides the legend, as they make no room.
    const auto plan = [&](float legend_height) {
        return rows_in(tracks, measure, room_for_rows(measure, legend_height)).plan;
    };
    if (measure.area.h >= low * measure.unit || plan(legend).all_high)
        return laid_out(tracks, measure, legend);
    // In a low timeline rows are worth more than the legend. Where they do not fit even so, a
    // lower strip says how many are missing.
    TimelineLayout bare = laid_out(tracks, measure, plan(none).fits ? none : rest_only);
    if (bare.rows_below == 0 && bare.most_scroll == 0) bare.legend.h = 0;
    bare.with_legend = false;
    return bare;
}

std::vector<RulerTick> ruler_ticks(const Axis& axis, bool time_axis, double apart) {
    return time_axis ? round_seconds(axis, apart) : instants(axis, apart);
}

}  // namespace coroscope::viz
