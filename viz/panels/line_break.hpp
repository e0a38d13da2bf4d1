// Where a line of Chinese and Latin text may end.
#pragma once

#include <cstddef>
#include <string_view>

namespace coroscope::viz {

/// A character of UTF-8 text and how many bytes it takes (at least 1).
struct CodePoint {
    unsigned value = 0;
    std::size_t bytes = 1;
};
CodePoint code_point_at(std::string_view text, std::size_t position);

/// True where a line may end between these two characters: after blanks and beside Chinese ones,
/// never before 。，；：）」 and never after （「.
bool may_break_between(unsigned before, unsigned after);

}  // namespace coroscope::viz
