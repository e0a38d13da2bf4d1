// The timeline alone, as large as its rows need: for pages.
#pragma once

#include "viz/export/studio.hpp"
#include "viz/export/take.hpp"

namespace coroscope::viz {

/// The whole recording, `width` pixels wide, with the cursor where the take's view has it.
Drawing timeline_picture(Studio& studio, const Take& take, float width);

}  // namespace coroscope::viz
