// Text in the cells of a terminal, where a Chinese character takes two. UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace coroscope::viz {

/// How many cells the text takes.
int width_of(std::string_view text);

/// The text in exactly that many cells: cut with an ellipsis, or filled up with blanks. What would
/// move the cursor (a newline, an escape) becomes a blank.
std::string fitted(std::string_view text, int width);

}  // namespace coroscope::viz
