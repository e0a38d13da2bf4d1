// A lesson's text as captions: pages short enough to be read at a glance from the last row.
//
// Invariant: nothing of the text is left out, nothing is said twice; a page never divides a
// sentence that fits on one.
#pragma once

#include <string>
#include <vector>

#include "viz/panels/markdown.hpp"

namespace coroscope::viz {

struct Caption {
    std::string heading;      ///< of the section that it belongs to; empty before the first
    std::size_t section = 0;  ///< which section: 0 before the first, then 1 …
    Block block;              ///< a paragraph, item, note or piece of code, or a part of one
};

/// The pages of a text, in order. `width` is how much one may hold, in Latin letters (a Chinese one
/// counts as two).
std::vector<Caption> captions_of(const std::vector<Block>& blocks, std::size_t width);

/// The same of Markdown, as wide as the strip of the presenter mode holds.
std::vector<Caption> captions_of(std::string_view markdown);

}  // namespace coroscope::viz
