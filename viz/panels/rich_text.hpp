// Paragraphs of differently styled runs: line breaking across runs, and drawing.
#pragma once

#include <string_view>
#include <vector>

#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

struct RichRun {
    std::string_view text;
    TextStyle style;
    bool boxed = false;  ///< on a little background of its own, as inline code
};

struct RichPiece {
    std::size_t run = 0;
    std::string_view text;
    float x = 0;  ///< from the line's left end
    float width = 0;
};
using RichLine = std::vector<RichPiece>;

/// The runs as lines no wider than `width` pixels. '\n' always breaks.
std::vector<RichLine> flow(const Canvas& canvas, const std::vector<RichRun>& runs, float width);

/// Draws the lines from `top_left`, `line_height` pixels apart; returns their height.
float draw_rich(Canvas& canvas, ImVec2 top_left, const std::vector<RichRun>& runs,
                const std::vector<RichLine>& lines, float line_height);

}  // namespace coroscope::viz
