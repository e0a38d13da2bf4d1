#include "viz/model/tracks.hpp"

#include <algorithm>

#include "viz/model/track_builder.hpp"

namespace coroscope::viz {

bool is_finished(SpanKind kind) {
    switch (kind) {
        case SpanKind::plain:
        case SpanKind::exception:
        case SpanKind::loop_run:
        case SpanKind::idle:
        case SpanKind::blocked:
        case SpanKind::iteration:
        case SpanKind::ready:
        case SpanKind::running:
        case SpanKind::waiting:
            return false;
        case SpanKind::done:
        case SpanKind::failed:
        case SpanKind::cancelled:
        case SpanKind::destroyed:
            return true;
    }
    return false;
}

std::size_t Tracks::of_task(trace::TaskId task) const {
    return task < task_tracks.size() ? task_tracks[task] : none;
}

Tracks build_tracks(const trace::Recording& recording, const Beats& beats) {
    return TrackBuilder{recording, beats}.build();
}

std::size_t first_span_after(const std::vector<Span>& spans, double beat) {
    const auto found = std::partition_point(spans.begin(), spans.end(), [&](const Span& span) {
        return static_cast<double>(span.end_beat) < beat;
    });
    return static_cast<std::size_t>(found - spans.begin());
}

}  // namespace coroscope::viz
