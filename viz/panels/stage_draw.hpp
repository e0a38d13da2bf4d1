// The pieces of which the stage is drawn: the scenery of a lane (frame, header, columns, ring,
// ways) and the tokens on it. Used by stage.cpp only.
#pragma once

#include <vector>

#include "viz/panels/canvas.hpp"
#include "viz/panels/stage.hpp"
#include "viz/panels/stage_layout.hpp"
#include "viz/panels/stage_motion.hpp"
#include "viz/panels/stage_words.hpp"

namespace coroscope::viz {

inline Rect to_rect(const Box& box) { return {{box.x, box.y}, {box.right(), box.bottom()}}; }

/// One frame of the stage: both worlds, both layouts and how far the move between them has come.
struct StageScene {
    const StageInput& input;
    Moment now;
    Moment next;
    StageLayout from;
    StageLayout to;
    float t = 0;  ///< eased
    std::vector<Moving> tokens;
};

/// Frame, header, titles, columns, ring and ways of one lane.
void draw_lane(Canvas& canvas, const StageScene& scene, std::size_t lane);

/// The ways on which threads hand work to each other's loops and get results back, lit while
/// something passes there.
void draw_hand_overs(Canvas& canvas, const StageScene& scene);

/// One token in the look of its moment, between two looks while it moves.
void draw_token(Canvas& canvas, const StageScene& scene, const Moving& moving);

/// Where a column is full, a pile of cards with the name of the largest family and a count.
void draw_overflow(Canvas& canvas, const StageScene& scene, const Overflow& overflow);

}  // namespace coroscope::viz
