// Lesson texts: Markdown as blocks of styled runs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace coroscope::viz {

enum class RunStyle : unsigned char { plain, bold, emphasis, code };

struct Run {
    RunStyle style = RunStyle::plain;
    std::string text;
};

enum class BlockKind : unsigned char { heading, paragraph, item, code };

struct Block {
    BlockKind kind = BlockKind::paragraph;
    int level = 0;        ///< heading: 1 … 6; item: how deep
    int number = 0;       ///< item of a numbered list: which; 0 = a bullet
    bool quoted = false;  ///< stands in a quote: a margin note
    std::vector<Run> runs;
};

/// The blocks of a text, in order.
std::vector<Block> parse_markdown(std::string_view text);

}  // namespace coroscope::viz
