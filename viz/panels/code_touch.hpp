// What can be done at a line of the listing: where a task sleeps, a chip makes that sleep block its
// loop, and takes that back.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/model/listing.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the chip at the right end of a line's row at which tasks are suspended, where one of them
/// sleeps and there is room behind `text_end`. False where it is not drawn.
bool draw_sleep_chip(Controls& controls, const Rect& row, float text_end, const Scene& scene,
                     const LineMark& mark, Intents& intents);

}  // namespace coroscope::viz
