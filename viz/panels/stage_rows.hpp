// Where three or more threads have loops, their lanes are the rows of a table: who it is, the ready
// queue, one slot for what runs, the waiting room and the shelves as counts, under titles that
// stand once. A thread without a loop folds to one line. Part of stage_layout.
#pragma once

#include <vector>

#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {

/// Side by side they would have no room for words.
bool stands_in_rows(const StageCast& cast);

/// The frames of the lanes, from top to bottom, below the titles. Where work is handed over, the
/// margin at their left has room for its ways, and the gaps between them for what these are called
/// unless the rows are too low.
std::vector<Box> row_frames(const Box& area, const StageCast& cast, float unit);

/// The parts of a row whose frame is known. The titles belong to the first one that has a loop.
void place_row(Lane& lane, bool has_loop, bool titled, const Box& area, float unit);

/// What runs in a row, in its slot.
Token row_centre(const Lane& lane, Party party, float unit);

/// For how many tasks a row's column sizes its tokens: few, so that they can be read; of those
/// beyond there is a count.
std::size_t row_room(const Box& column, std::size_t peak, float unit);

}  // namespace coroscope::viz
