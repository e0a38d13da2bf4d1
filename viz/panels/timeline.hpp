// The timeline: thread ▸ loop ▸ task rows with a bar for each stretch of a life, on the axis of
// steps or of time, with ruler, playhead, arrows, marks and the legend of the states.
//
// Mouse: drag on the ruler or on empty ground seeks, a click on a bar or a name selects its task,
// the wheel zooms at the mouse, shift + wheel or the middle button pans, a double click fits; over
// the names the wheel scrolls the rows.
// Thread rule: the window's thread. Invariant: a function of its input; it returns intents and
// keeps nothing.
#pragma once

#include <span>

#include "viz/model/beats.hpp"
#include "viz/model/intent.hpp"
#include "viz/model/tracks.hpp"
#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

struct TimelineInput {
    const trace::Recording& recording;
    const Beats& beats;
    const Tracks& tracks;
    const View& view;
    std::span<const trace::Party> chain{};  ///< why the selected task does not run (why.hpp)
};

/// Draws the timeline into `area` and appends what the person asks for (Seek, Select, SetZoom,
/// ScrollRows).
void draw_timeline(Canvas& canvas, const Rect& area, const TimelineInput& input, Intents& intents);

}  // namespace coroscope::viz
