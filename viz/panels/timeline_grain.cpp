#include "viz/panels/timeline_grain.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {
namespace {

/// Which of two states says more where only one can be drawn.
int weight(SpanKind kind) {
    switch (kind) {
        case SpanKind::failed:
            return 9;
        case SpanKind::cancelled:
            return 8;
        case SpanKind::done:
        case SpanKind::destroyed:
            return 7;
        case SpanKind::exception:
        case SpanKind::blocked:
            return 6;
        case SpanKind::running:
            return 5;
        case SpanKind::loop_run:
        case SpanKind::iteration:
            return 4;
        case SpanKind::plain:
            return 3;
        case SpanKind::ready:
            return 2;
        case SpanKind::waiting:
            return 1;
        case SpanKind::idle:
            return 0;
    }
    return 0;
}

/// Of spans that share a pixel: the one that says most; of very many, of a state that says most.
std::size_t most_telling(const Track& track, std::size_t first, std::size_t count) {
    constexpr std::size_t most = 64;
    std::size_t telling = first;
    for (std::size_t index = first; index < first + std::min(count, most); ++index) {
        if (weight(track.spans.kind(index)) > weight(track.spans.kind(telling))) telling = index;
    }
    return telling;
}

}  // namespace

Grain::Grain(const Axis& axis, double pixels)
    : axis_{&axis},
      pixels_{pixels},
      origin_{axis.x_of(0)},
      first_{std::floor((axis.left() - 1 - origin_) / pixels)},
      beats_(static_cast<std::size_t>((axis.right() - axis.left()) / pixels) + 4, 0) {}

std::size_t Grain::beat_after(double x) {
    const double line = std::floor((x - origin_) / pixels_) + 1;
    const double index = std::clamp(line - first_, 0.0, static_cast<double>(beats_.size() - 1));
    std::size_t& beat = beats_[static_cast<std::size_t>(index)];
    if (beat == 0) {
        const double position = axis_->position_at(origin_ + (first_ + index) * pixels_);
        beat = static_cast<std::size_t>(position) + 1;
    }
    return beat;
}

double grain_width(const Tracks& tracks, const TimelineLayout& layout, const Axis& axis) {
    constexpr double most_bars = 900;
    const double from = axis.position_at(axis.left() - 0.5);
    const auto to = static_cast<std::size_t>(axis.position_at(axis.right())) + 1;
    double spans = 0;
    for (const TimelineRow& row : layout.rows) {
        const SpanList& all = tracks.tracks[row.track].spans;
        spans += static_cast<double>(all.first_from(to)) -
                 static_cast<double>(all.first_ending_after(from)) + 1;
    }
    if (spans <= most_bars) return 1;
    const double pixels = (axis.right() - axis.left()) * static_cast<double>(layout.rows.size());
    return std::max(4.0, std::ceil(pixels / most_bars));
}

std::vector<TimelineBar> visible_bars(const Track& track, const Axis& axis, Grain& grain) {
    std::vector<TimelineBar> bars;
    const SpanList& spans = track.spans;
    const auto x_of = [&](std::size_t beat) { return axis.x_of(static_cast<double>(beat)); };
    const auto alone = [&](std::size_t index, double width) {
        return width >= grain.pixels() || is_finished(spans.kind(index));
    };
    std::size_t index = spans.first_ending_after(axis.position_at(axis.left() - 0.5));
    while (index < spans.size()) {
        const double x0 = x_of(spans.begin_beat(index));
        double x1 = x_of(spans.end_beat(index));
        if (x0 > axis.right() + 0.5) break;
        if (alone(index, x1 - x0)) {
            bars.push_back({index, x0, x1, false, index, 1});
            ++index;
            continue;
        }
        // Together with all that begin in the same stretch, but for a wide one at their end.
        const std::size_t limit = grain.beat_after(std::max(x0, axis.left() - 1));
        std::size_t end = spans.first_from(limit, index + 1);
        x1 = x_of(spans.end_beat(end - 1));
        if (end - index > 1 && alone(end - 1, x1 - x_of(spans.begin_beat(end - 1)))) {
            --end;
            x1 = x_of(spans.end_beat(end - 1));
        }
        const std::size_t count = end - index;
        bars.push_back({most_telling(track, index, count), x0, x1, true, index, count});
        index = end;
    }
    return bars;
}

SpanStart span_of_state(TrackKind track, std::size_t state) {
    constexpr SpanKind of_thread[] = {SpanKind::plain, SpanKind::loop_run, SpanKind::idle,
                                      SpanKind::blocked, SpanKind::exception};
    constexpr SpanKind of_task[] = {SpanKind::ready, SpanKind::running, SpanKind::waiting,
                                    SpanKind::running};
    switch (track) {
        case TrackKind::thread:
            return {of_thread[state], false, 0};
        case TrackKind::task:
        case TrackKind::callback:
            return {of_task[std::min<std::size_t>(state, 3)], state == 3, 0};
        case TrackKind::loop:
        case TrackKind::more:
        case TrackKind::person:
            return {SpanKind::iteration, false, 0};
    }
    return {};
}

Shares shares_of(const Track& track, const Axis& axis, const TimelineBar& bar) {
    const StateSums sums = track.spans.sums(bar.first, bar.first + bar.count);
    Shares shares{};
    double whole = 0;
    double beats = 0;
    for (std::size_t state = 0; state < most_states; ++state) {
        shares[state] = axis.width_of(static_cast<double>(sums.beats[state]),
                                      static_cast<double>(sums.ns[state]));
        whole += shares[state];
        beats += static_cast<double>(sums.beats[state]);
    }
    for (std::size_t state = 0; state < most_states; ++state) {
        // What takes no time on the axis is told apart by its beats.
        shares[state] = whole > 0   ? shares[state] / whole
                        : beats > 0 ? static_cast<double>(sums.beats[state]) / beats
                                    : 0;
    }
    return shares;
}

}  // namespace coroscope::viz
