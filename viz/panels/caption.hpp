// The narration on screen: what has just happened, in one sentence, large enough for the last row.
#pragma once

#include "viz/panels/canvas.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// How high the caption is, in screen pixels.
float caption_height(const Canvas& canvas, const Scene& scene, bool compact);

/// Draws the sentence of the beat that happens at the cursor.
void draw_caption(Canvas& canvas, const Rect& area, const Scene& scene);

}  // namespace coroscope::viz
