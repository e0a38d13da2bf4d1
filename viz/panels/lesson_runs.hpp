// How the words of a lesson's text look: bold names of states in their colours, code in a box. The
// same in the lesson's panel and in its captions.
#pragma once

#include <vector>

#include "viz/panels/markdown.hpp"
#include "viz/panels/rich_text.hpp"

namespace coroscope::viz {

/// The runs of a block with their styles, made from `base`. They point into the block.
std::vector<RichRun> styled(const Block& block, const TextStyle& base, const Theme& theme);

}  // namespace coroscope::viz
