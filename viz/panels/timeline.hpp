// The timeline: thread ▸ loop ▸ task rows with a bar for each stretch of a life, on the axis of
// steps or of time, with ruler, playhead, arrows, marks and the legend of the states.
//
// Mouse: the right button on a row asks what can be done to its task there; a mark of what was done
// is dragged to another moment. Drag on the ruler or on empty ground seeks, a click on a bar or a
// name selects its task, the wheel zooms at the mouse, shift + wheel or the middle button pans, a
// double click fits; over the names the wheel scrolls the rows. Thread rule: the window's thread.
// Invariant: a function of its input; it returns intents and keeps nothing.
#pragma once

#include <span>

#include "viz/model/axis.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/intent.hpp"
#include "viz/model/tracks.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/touched.hpp"

namespace coroscope::viz {

/// What stands left and right of the axis.
struct TimelineMargins {
    float names = 0;
    float end = 0;
};

struct TimelineInput {
    const trace::Recording& recording;
    const Beats& beats;
    const Tracks& tracks;
    const View& view;
    std::span<const trace::Party> chain{};  ///< why the selected task does not run (why.hpp)
    const Touched* touched = nullptr;       ///< what the person does; null: nothing can be done
    bool touchable = false;                 ///< something can be done to this run
    Extent extent{};                        ///< the axis reaches at least so far
    TimelineMargins least{};                ///< at least so wide, to stand below another timeline
    bool legend = true;                     ///< the states are explained below
    bool follow = false;  ///< the cursor has moved: the row of what happens there is scrolled to
};

/// What a timeline needs beside its axis there.
TimelineMargins timeline_margins(const Canvas& canvas, const Rect& area,
                                 const TimelineInput& input);

/// Draws the timeline into `area` and appends what the person asks for (Seek, Select, SetZoom,
/// ScrollRows).
void draw_timeline(Canvas& canvas, const Rect& area, const TimelineInput& input, Intents& intents);

}  // namespace coroscope::viz
