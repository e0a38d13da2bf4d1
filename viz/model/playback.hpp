// How the cursor moves: playing, stepping, seeking, as pure functions on Playback. The app calls
// `advance` once a frame with the time that has passed, and redraws while `needs_animation`.
//
// Invariant: 0 ≤ position ≤ beats.last(), and the same for target.
#pragma once

#include <cstddef>

#include "viz/model/beats.hpp"
#include "viz/model/view.hpp"

namespace coroscope::viz {

/// The least time that playing spends on a beat at 1×.
inline constexpr double least_dwell_seconds = 0.35;

/// About how long a step glides.
inline constexpr double glide_seconds = 0.25;

/// The playback after so many seconds on the wall. Playing: each beat takes its least dwell or, if
/// longer, the virtual time that passes to the next beat, and it stops at the end; backwards the
/// same. Else it glides
/// to its target without overshooting; how the time is cut into frames makes no difference.
Playback advance(Playback playback, const Beats& beats, double seconds);

/// True while `advance` would change something.
bool needs_animation(const Playback& playback);

/// Glides one step; pauses. A step begun before counts as made, so that steps add up and a step
/// back undoes one forward in mid-air.
Playback step(Playback playback, const Beats& beats, StepKind kind, int direction);

/// Puts the cursor there at once; pauses.
Playback seek(Playback playback, const Beats& beats, double position);

/// Plays or pauses; at the end it plays from the beginning.
Playback toggle(Playback playback, const Beats& beats);

/// Plays in that direction (+1, -1), from the other end where it is at this one; pauses where it
/// plays so already.
Playback play_towards(Playback playback, const Beats& beats, int direction);

/// Glides to that beat; pauses.
Playback glide(Playback playback, const Beats& beats, std::size_t beat);

/// Goes to beat 0; pauses.
Playback go_to_start(Playback playback);

/// Goes to the last beat; pauses.
Playback go_to_end(Playback playback, const Beats& beats);

/// The beat that has happened at a position: its world is the one to draw.
std::size_t beat_at(const Beats& beats, double position);

/// How far the cursor is from that beat to the next, 0 … 1: for tokens on their way.
double fraction_to_next(const Beats& beats, double position);

}  // namespace coroscope::viz
