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
    for (const std::size_t end = recording_.events.size(); taken_ < end; ++taken_) {
        const trace::Event& event = recording_.events[taken_];
        const bool closes = beats.add(event, taken_);
        builder_->before(event);
        apply(world_, recording_, taken_);
        keyframes.add(world_);
        builder_->after(event, taken_);
        if (closes) {
            builder_->end_beat(beats.last());
        }
        if (is_console_line(event.kind)) {
            console.push_back(console_line(recording_, taken_));
        }
    }
}

void FilmIndex::finish() {
    grow();
    const std::size_t before = beats.last();
    beats.finish();
    if (beats.last() != before) {
        builder_->end_beat(beats.last());
    }
    tracks = builder_->finish(touchable_);
    builder_.reset();
    world_ = {};
}

}  // namespace coroscope::viz
