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
    for (; taken_ < recording_.events.size(); ++taken_) {
        const bool closes = beats.add(taken_);
        builder_->before(taken_);
        apply(world_, recording_, taken_);
        keyframes.add(world_);
        builder_->after(taken_, beats.last() + (closes ? 0 : 1));
        if (closes) {
            builder_->end_beat(beats.last());
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
}

}  // namespace coroscope::viz
