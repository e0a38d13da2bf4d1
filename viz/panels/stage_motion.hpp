// The stage between two beats: a pure function of two layouts and a fraction, so that playing,
// stepping back and scrubbing at any fraction look right. Pure: no ImGui, no clock.
// Invariant: at fraction 0 every token stands exactly where the first layout has it, at 1 where the
// second has it.
#pragma once

#include <array>
#include <vector>

#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {

struct Point {
    float x = 0;
    float y = 0;
};

/// A token on its way.
struct Moving {
    Token now;        ///< where it was; equal to `next` for a new one
    Token next;       ///< where it goes; equal to `now` for one that vanishes
    Box box;          ///< where it is drawn
    float alpha = 1;  ///< 0 = not to be seen
    float mix = 0;    ///< 0 = looks as now … 1 = looks as next
    /// How much of its words is to be seen: none while one that is new or vanishes is smaller than
    /// it will be or was, where they would have to be shortened.
    float words = 1;
    /// Moves from one place to another: drawn above the others, with a shadow and a trail.
    bool travels = false;
    /// Where its middle was shortly before, the latest first; only while it travels.
    std::array<Point, 4> trail{};
};

/// How far a move has come at `fraction` of its beat. Where the clock advances in the beat
/// (`waits`), everything happens at its end: the move is in the last quarter.
float eased(float fraction, bool waits);

/// The point of the way from one place to the other: `from` at 0, `to` at 1.
Point way_point(const Token& from, const Token& to, const Lane& lane, float t);

/// Whose token a new one comes out of; one without creator grows in its own place.
struct Creator {
    Party created;
    Party creator;
};

/// All tokens of both layouts at `t` (already eased), in drawing order; `creators` by rising
/// `created`.
std::vector<Moving> blend(const StageLayout& now, const StageLayout& next,
                          const std::vector<Creator>& creators, float t);

/// How much of words beside a way is to be seen, 0 … 1: they go before something flies over them,
/// so that none are half covered, and come back behind it. `unit` is the UI scale.
float seen_beside(const std::vector<Moving>& tokens, const Box& words, float unit);

/// Who made the tokens that are new in `next`, by rising `created`.
std::vector<Creator> creators_of(const World& now, const World& next);

/// The callbacks that another thread hands over between the two worlds: they fly across from it.
std::vector<Creator> handed_over(const trace::Recording& recording, const World& now,
                                 const World& next);

}  // namespace coroscope::viz
