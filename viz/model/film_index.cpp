#include "viz/model/film_index.hpp"

#include "viz/model/fold.hpp"

namespace coroscope::viz {

FilmIndex::FilmIndex(const trace::Recording& recording, bool touchable)
    : beats{Beats::growing(recording)},
      keyframes{Keyframes::growing(recording)},
      recording_{recording},
      touchable_{touchable} {
    builder_.emplace(recording, beats, world_);
}

void FilmIndex::grow() {
    const std::size_t end = recording_.events.size();
    TrackBuilder& builder = *builder_;
    for (std::size_t seq = taken_; seq < end; ++seq) {
        const trace::Event& event = recording_.events[seq];
        const bool closes = beats.add(event, seq);
        const Meaning meaning = meaning_of(event.kind);
        builder.before(event, meaning);
        apply(world_, recording_, seq);
        keyframes.add(world_);
        builder.after(event, meaning, seq);
        if (closes) {
            builder.end_beat(beats.duration_ns());
        }
        if (may_have_line(event.kind)) {
            if (const std::optional<ConsoleLine> line = console_reader_.read(recording_, seq)) {
                console.push_back(*line);
            }
        }
    }
    taken_ = end;
}

void FilmIndex::finish() {
    grow();
    const std::size_t before = beats.last();
    beats.finish();
    if (beats.last() != before) {
        builder_->end_beat(beats.duration_ns());
    }
    tracks = builder_->finish(touchable_);
    builder_.reset();
    world_ = {};
}

}  // namespace coroscope::viz
