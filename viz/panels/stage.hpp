// The stage: the threads with their event loops as a picture that moves. Tasks and callbacks are
// tokens that travel from the ready queue into the loop, on to the waiting room and back, and at
// last to a shelf. Also the state board: each column says which of the tutorial's states it is.
//
// Thread rule: the window's thread. Invariant: a function of its input; it returns intents and
// keeps nothing.
#pragma once

#include <span>

#include "viz/model/intent.hpp"
#include "viz/model/world.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {

struct StageInput {
    const trace::Recording& recording;
    const StageCast& cast;  ///< stage_cast(recording), made once
    const World& now;       ///< at the beat that has happened
    const World& next;      ///< at the beat after it; the same world at the end
    const View& view;
    float fraction = 0;              ///< fraction_to_next(beats, position)
    double time_ns = 0;              ///< time_at(beats, position)
    std::span<const Party> chain{};  ///< why the selected task does not run (why.hpp)
    std::size_t before_seq = 0;      ///< where the beat before that which has happened ended
};

/// Draws the stage into `area` and appends what the person asks for (Select).
void draw_stage(Canvas& canvas, const Rect& area, const StageInput& input, Intents& intents);

}  // namespace coroscope::viz
