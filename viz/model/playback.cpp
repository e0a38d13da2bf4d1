#include "viz/model/playback.hpp"

#include <algorithm>
#include <cmath>

namespace coroscope::viz {
namespace {

// A position that is meant to be a whole beat may miss it by rounding.
constexpr double hair = 1e-9;

double within(const Beats& beats, double position) {
    return position > 0 ? std::min(position, static_cast<double>(beats.last())) : 0;
}

// How long the way from this beat to the next takes at 1×.
double dwell_seconds(const Beats& beats, std::size_t beat) {
    const auto wait = static_cast<double>(beats.t_ns(beat + 1) - beats.t_ns(beat));
    return std::max(least_dwell_seconds, wait / 1e9);
}

// The whole beat that playing comes to next.
double next_stop(const Beats& beats, double position, int direction) {
    const auto before = static_cast<double>(beat_at(beats, position));
    if (direction > 0) {
        return before + 1;
    }
    return position - before > hair ? before : before - 1;
}

Playback play(Playback playback, const Beats& beats, double seconds) {
    const int direction = playback.direction < 0 ? -1 : 1;
    const double end = direction > 0 ? static_cast<double>(beats.last()) : 0;
    const auto arrived = [&] {
        return direction > 0 ? playback.position > end - hair : playback.position < end + hair;
    };
    double remaining = seconds * std::clamp(playback.speed, 0.1, 20.0);
    while (remaining > 0 && !arrived()) {
        const double stop = next_stop(beats, playback.position, direction);
        const auto beat = static_cast<std::size_t>(direction > 0 ? stop - 1 : stop);
        const double dwell = dwell_seconds(beats, beat);
        const double needed = std::abs(stop - playback.position) * dwell;
        if (remaining < needed) {
            playback.position += direction * remaining / dwell;
            break;
        }
        remaining -= needed;
        playback.position = stop;
    }
    playback.playing = !arrived();
    // A hair before the end is the end: there is no beat after it to go to.
    playback.position = playback.playing ? playback.position : end;
    playback.target = playback.position;
    return playback;
}

// Solves distance' = -(distance / settle + 1): quick for far targets, and it arrives.
double glide_distance(double distance, double seconds) {
    const double settle = glide_seconds * 0.4;
    return std::max(0.0, (distance + settle) * std::exp(-seconds / settle) - settle);
}

}  // namespace

Playback advance(Playback playback, const Beats& beats, double seconds) {
    playback.position = within(beats, playback.position);
    playback.target = within(beats, playback.target);
    seconds = seconds > 0 ? seconds : 0;
    if (playback.playing) {
        return play(playback, beats, seconds);
    }
    const double way = playback.target - playback.position;
    const double left = glide_distance(std::abs(way), seconds);
    playback.position = playback.target - std::copysign(left, way);
    return playback;
}

bool needs_animation(const Playback& playback) {
    return playback.playing || playback.position != playback.target;
}

Playback step(Playback playback, const Beats& beats, StepKind kind, int direction) {
    const double from = within(beats, playback.playing ? playback.position : playback.target);
    const std::size_t before = beat_at(beats, from);
    const bool between = fraction_to_next(beats, from) > 0;
    // Back from between two beats leads to the first of them.
    const std::size_t origin = direction < 0 && between ? before + 1 : before;
    playback.playing = false;
    playback.target = static_cast<double>(beats.step_from(origin, kind, direction));
    return playback;
}

Playback seek(Playback playback, const Beats& beats, double position) {
    playback.playing = false;
    playback.position = playback.target = within(beats, position);
    return playback;
}

Playback toggle(Playback playback, const Beats& beats) {
    return play_towards(playback, beats, playback.playing ? playback.direction : 1);
}

Playback play_towards(Playback playback, const Beats& beats, int direction) {
    if (playback.playing && playback.direction == direction) {
        return seek(playback, beats, playback.position);
    }
    const auto last = static_cast<double>(beats.last());
    double from = within(beats, playback.position);
    if (direction > 0 && beat_at(beats, from) == beats.last()) {
        from = 0;
    } else if (direction < 0 && from <= 0) {
        from = last;
    }
    playback = seek(playback, beats, from);
    playback.direction = direction;
    playback.playing = beats.last() > 0;
    return playback;
}

Playback glide(Playback playback, const Beats& beats, std::size_t beat) {
    playback.playing = false;
    playback.target = within(beats, static_cast<double>(beat));
    return playback;
}

Playback go_to_start(Playback playback) {
    playback.playing = false;
    playback.position = playback.target = 0;
    return playback;
}

Playback go_to_end(Playback playback, const Beats& beats) {
    return seek(playback, beats, static_cast<double>(beats.last()));
}

std::size_t beat_at(const Beats& beats, double position) {
    return static_cast<std::size_t>(within(beats, within(beats, position) + hair));
}

double fraction_to_next(const Beats& beats, double position) {
    const double inside = within(beats, position);
    const double fraction = inside - static_cast<double>(beat_at(beats, inside));
    return fraction > hair ? fraction : 0;
}

}  // namespace coroscope::viz
