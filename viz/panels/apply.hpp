// What an intent does to the view: pure, so that tests need no window.
#pragma once

#include "viz/model/beats.hpp"
#include "viz/model/intent.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

/// The view after an intent. What opens a lesson, edits the scenario, turns the pages of a lesson
/// or is the window's own is the app's: here it only closes what is open.
View apply(View view, const Intent& intent, const Film& film);

/// The view after so many seconds of playing, gliding and the switch of the axes; the timeline
/// follows the playhead while it plays.
View advanced(View view, const Film& film, double seconds);

/// True while `advanced` would change something.
bool needs_animation(const View& view);

/// The view of a film that is shown from its beginning.
View rewound(View view, bool playing);

/// The scale after Ctrl and + or - (or the wheel): in steps of an eighth, 100 % to 300 %.
float stepped_scale(float scale, int direction);

}  // namespace coroscope::viz
