#include "viz/panels/film.hpp"

namespace coroscope::viz {

Film::Film(trace::Recording made, bool can_be_touched)
    : recording{std::move(made)}, touchable{can_be_touched} {
    finish();
}

Film::Film(const Fill& fill) {
    fill(recording, [this] { index.grow(); });
    finish();
}

void Film::finish() {
    index.finish();
    overview = build_overview(tracks, beats.last());
    cast = stage_cast(recording);
}

std::size_t Film::bytes() const {
    return recording.events.capacity() * sizeof(trace::Event) + beats.bytes() + keyframes.bytes() +
           tracks.bytes() + bytes_of(console) + cast.own_timers.capacity() * sizeof(std::uint32_t);
}

std::shared_ptr<const Film> empty_film() {
    trace::Recording recording;
    recording.events.emplace_back();  // the first line of every recording: kind `recording`
    return std::make_shared<const Film>(std::move(recording));
}

}  // namespace coroscope::viz
