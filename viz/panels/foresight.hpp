// While the class guesses what comes, only a step and playing go on: whatever else leads the
// cursor, or the lesson's text, to what has not happened yet would give the answer away.
//
// Thread rule: pure functions of values.
#pragma once

#include <cstddef>
#include <span>

#include "lessons/lessons.hpp"
#include "viz/model/intent.hpp"

namespace coroscope::viz {

/// Is this a deed of the transport: does it move the cursor, or let it stand?
bool moves_cursor(const Intent& intent);

/// Does this lead ahead of the cursor otherwise than by a step or by playing? A jump to the next
/// moment of a kind does so even where there is no such moment: that there is none would tell too.
/// `part_beats` are those of the lesson's parts in the run on screen.
bool leads_ahead(const Intent& intent, const View& view, const lessons::Lesson& lesson,
                 std::span<const std::size_t> part_beats);

}  // namespace coroscope::viz
