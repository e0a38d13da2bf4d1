#include "viz/model/tracks.hpp"

#include <algorithm>

#include "viz/model/fold.hpp"
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

std::size_t Tracks::bytes() const {
    std::size_t bytes = tracks.capacity() * sizeof(Track) + bytes_of(links) + bytes_of(marks) +
                        task_tracks.capacity() * sizeof(task_tracks[0]) +
                        (store != nullptr ? store->bytes() : 0);
    for (const Track& track : tracks) {
        bytes += track.spans.bytes() + track.marks.capacity() * sizeof(track.marks[0]);
    }
    return bytes;
}

Tracks build_tracks(const trace::Recording& recording, const Beats& beats, bool touchable) {
    World world;
    TrackBuilder builder{recording, beats, world};
    std::size_t beat = 0;
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        const trace::Event& event = recording.events[seq];
        const Meaning meaning = meaning_of(event.kind);
        builder.before(event, meaning);
        apply(world, recording, seq);
        builder.after(event, meaning, seq);
        if (seq == beats.seq(beat)) {
            builder.end_beat(beats.t_ns(beat));
            beat = std::min(beat + 1, beats.last());
        }
    }
    return builder.finish(touchable);
}

}  // namespace coroscope::viz
