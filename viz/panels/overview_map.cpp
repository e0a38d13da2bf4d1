#include "viz/panels/overview_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "viz/panels/timeline_grain.hpp"
#include "viz/panels/timeline_words.hpp"

namespace coroscope::viz {

namespace {

constexpr std::size_t most_lanes = 9;
constexpr float least_lane = 2;  // design pixels

// The lanes that have begun by that beat; one more than can be drawn is enough.
std::vector<std::size_t> known_lanes(const Film& film, std::size_t until) {
    std::vector<std::size_t> known;
    for (const std::size_t lane : film.overview.lanes) {
        const SpanList& spans = film.tracks.tracks[lane].spans;
        if (!spans.empty() && spans.begin_beat(0) <= until) known.push_back(lane);
        if (known.size() > most_lanes) break;
    }
    return known;
}

// A lane for each task: its states as bars, what came of it as a mark at its end.
void draw_lanes(Canvas& canvas, const Rect& rect, const Film& film,
                const std::vector<std::size_t>& lanes, const Axis& axis, std::size_t until) {
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
            // What is still to come, if only some of it, is left out.
            if (track.spans.begin_beat(bar.first + bar.count - 1) > until) break;
            const float x0 = std::round(static_cast<float>(bar.x0));
            float x1 = std::max(x0 + 1, std::round(static_cast<float>(bar.x1)));
            if (is_finished(span.kind)) x1 = x0 + canvas.px(3);
            x1 = std::min(x1, rect.max.x);
            canvas.fill({{x0, top}, {x1, top + height}},
                        canvas.theme().look(look_of(span).look).edge);
        }
        y += pitch;
    }
}

// The slices of which all beats have come by that one.
std::span<const Overview::Slice> known_slices(const Film& film, std::size_t until) {
    const std::span<const Overview::Slice> all{film.overview.slices};
    if (until >= film.beats.last()) return all;
    const auto open = std::partition_point(
        all.begin(), all.end(), [&](const auto& slice) { return slice.begin_beat <= until + 1; });
    const auto begun = static_cast<std::size_t>(open - all.begin());
    return all.first(begun - std::min<std::size_t>(begun, 1));
}

// How many tasks run, are ready and wait, one above the other.
void draw_crowd(Canvas& canvas, const Rect& rect, const Film& film, const Axis& axis,
                std::size_t until) {
    constexpr std::array looks{Look::running, Look::ready, Look::waiting};
    const Overview& overview = film.overview;
    const auto known = known_slices(film, until);
    std::uint32_t most = 1;
    for (const Overview::Slice& slice : known) most = std::max(most, slice.total());
    const float unit = rect.height() / static_cast<float>(most);
    for (std::size_t index = 0; index < known.size(); ++index) {
        const Overview::Slice& slice = known[index];
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
                       float playhead, std::size_t until) {
    const Theme& theme = canvas.theme();
    canvas.box(rect, theme.well, theme.edge, canvas.px(4));
    const Rect inner = rect.inset(canvas.px(1), canvas.px(3));
    const std::vector<std::size_t> lanes = known_lanes(film, until);
    const std::size_t count = lanes.size();
    if (count == 0) return;
    if (count <= most_lanes &&
        canvas.px(least_lane) * static_cast<float>(count) <= inner.height()) {
        draw_lanes(canvas, inner, film, lanes, axis, until);
    } else {
        draw_crowd(canvas, inner, film, axis, until);
    }
    // The future is dimmed, as in the timeline.
    Rect future = rect.inset(1);
    future.min.x = std::clamp(playhead, future.min.x, future.max.x);
    canvas.fill(future, with_alpha(theme.panel, 0.62f));
}

}  // namespace coroscope::viz
