#include "viz/panels/overview_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/panels/timeline_grain.hpp"
#include "viz/panels/timeline_words.hpp"

namespace coroscope::viz {

namespace {

constexpr std::size_t most_lanes = 9;
constexpr float least_lane = 2;  // design pixels

// A lane for each task: its states as bars, what came of it as a mark at its end.
void draw_lanes(Canvas& canvas, const Rect& rect, const Film& film, const Axis& axis) {
    const std::vector<std::size_t>& lanes = film.overview.lanes;
    const auto count = static_cast<float>(lanes.size());
    const float pitch = std::min(rect.height() / count, canvas.px(8));
    const float height =
        std::max(1.0f, std::floor(pitch - (pitch >= canvas.px(3) ? canvas.px(1) : 0)));
    float y = rect.centre().y - pitch * count / 2;
    Grain grain{axis, 2};
    for (const std::size_t lane : lanes) {
        const Track& track = film.tracks.tracks[lane];
        const float top = std::round(y);
        for (const TimelineBar& bar : visible_bars(track, axis, grain)) {
            const Span span = track.spans[bar.span];
            const float x0 = std::round(static_cast<float>(bar.x0));
            float x1 = std::max(x0 + 1, std::round(static_cast<float>(bar.x1)));
            if (is_finished(span.kind)) x1 = std::min(rect.max.x, x0 + canvas.px(3));
            canvas.fill({{x0, top}, {x1, top + height}},
                        canvas.theme().look(look_of(span).look).edge);
        }
        y += pitch;
    }
}

// How many tasks run, are ready and wait, one above the other.
void draw_crowd(Canvas& canvas, const Rect& rect, const Overview& overview, const Axis& axis) {
    constexpr std::array looks{Look::running, Look::ready, Look::waiting};
    const float unit = rect.height() / static_cast<float>(std::max(1u, overview.most));
    for (std::size_t index = 0; index < overview.slices.size(); ++index) {
        const Overview::Slice& slice = overview.slices[index];
        const bool last = index + 1 == overview.slices.size();
        const double end =
            last ? axis.right()
                 : axis.x_of(static_cast<double>(overview.slices[index + 1].begin_beat));
        const auto x0 =
            static_cast<float>(std::round(axis.x_of(static_cast<double>(slice.begin_beat))));
        const auto x1 = static_cast<float>(std::round(end));
        if (x1 <= x0) continue;
        float y = rect.max.y;
        for (std::size_t which = 0; which < crowd_count; ++which) {
            const float height = unit * static_cast<float>(slice.counts[which]);
            if (height <= 0) continue;
            canvas.fill({{x0, y - height}, {x1, y}}, canvas.theme().look(looks[which]).edge);
            y -= height;
        }
    }
}

}  // namespace

void draw_overview_map(Canvas& canvas, const Rect& rect, const Film& film, const Axis& axis,
                       float playhead) {
    const Theme& theme = canvas.theme();
    canvas.box(rect, theme.well, theme.edge, canvas.px(4));
    const Rect inner = rect.inset(canvas.px(1), canvas.px(3));
    const std::size_t count = film.overview.lanes.size();
    if (count == 0) return;
    const bool lanes =
        count <= most_lanes && canvas.px(least_lane) * static_cast<float>(count) <= inner.height();
    if (lanes) {
        draw_lanes(canvas, inner, film, axis);
    } else {
        draw_crowd(canvas, inner, film.overview, axis);
    }
    // The future is dimmed, as in the timeline.
    Rect future = rect.inset(1);
    future.min.x = std::clamp(playhead, future.min.x, future.max.x);
    canvas.fill(future, with_alpha(theme.panel, 0.62f));
}

}  // namespace coroscope::viz
