// One column of the stage: which tokens stand in it, in which order, and how they are fitted into
// its box: large cards while there is room, then single lines, then chips in several rows of
// columns, then a group with a count. A long name makes its token as tall as its lines need. Part
// of stage_layout.
#pragma once

#include <cstddef>
#include <vector>

#include "viz/panels/stage_break.hpp"
#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {

/// Who stands in one column: some of them in order (the first of a queue, the newest of a shelf),
/// and how many there are in all. A crowd of thousands costs no more than what can be shown.
struct Standing {
    static constexpr std::size_t most = 256;
    std::vector<Party> some;
    std::size_t total = 0;
    std::vector<std::size_t> families;  ///< how many of them belong to each family
    std::vector<std::string> names;     ///< of `some`, where they are long; else empty
};

/// Who stands in which column of a loop's lane.
struct LaneContents {
    Standing ready;      ///< in the order in which they will run
    Standing waiting;    ///< the soonest to wake first, then by arrival
    Standing done;       ///< in the order of finishing, those with an exception after the others
    Standing cancelled;  ///< cancelled or dropped, in the order of finishing
};
LaneContents lane_contents(const World& world, LoopId loop, const StageCast& cast);

struct Column {
    Box box;
    Place place = Place::ready;
    std::size_t room_for = 0;  ///< sizes are chosen as if that many tasks stood here
    float unit = 1;
    const std::vector<std::uint32_t>& family;  ///< of each task
    float inset = 9;                           ///< between its edge and the tokens, design pixels
    NameGuess guess = NameGuess::careful;
};
struct Filled {
    std::vector<Token> tokens;
    Overflow overflow;
};
Filled fill_column(const Column& column, const Standing& standing);

/// Space at the top of a shelf for its name.
float shelf_title_height(float shelf_height, float unit);
/// How far the ring around a selected token reaches out of it, in design pixels: less than the gap
/// to the next token, and than that to the name and the edge of its shelf or well. In a low row of
/// a table it is the token's own edge.
float selection_reach(TokenForm form, const Lane& lane, Place place, float unit);
/// Between a token and the edge of its well in a row of a table, in design pixels.
float row_inset(const Lane& lane, Place place, float unit);
/// How thick the ring is drawn.
float ring_thickness(const Lane& lane, float unit);

}  // namespace coroscope::viz
