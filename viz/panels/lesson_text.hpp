// The Markdown of a lesson's text as it is drawn: headings, paragraphs, lists, margin notes, in one
// of three sizes.
#pragma once

#include <span>
#include <vector>

#include "viz/panels/canvas.hpp"
#include "viz/panels/markdown.hpp"

namespace coroscope::viz {

/// The sizes of a text's letters, in design pixels.
struct TextSizes {
    float heading = type::heading;
    float body = type::body;
    float note = type::small;
    float line_height = 1.6f;  ///< of the size of the letters
};

/// How high the blocks are at that width, in screen pixels.
float text_height(const Canvas& canvas, const std::vector<Block>& blocks, float width,
                  const TextSizes& sizes);

/// The sizes that texts are tried in, the largest first.
std::span<const TextSizes> all_text_sizes();

/// Draws those lines of the blocks that are seen whole in `view`, from `origin`; returns the height
/// of all.
float draw_blocks(Canvas& canvas, const Rect& view, ImVec2 origin, float width,
                  const std::vector<Block>& blocks, const TextSizes& sizes);

}  // namespace coroscope::viz
