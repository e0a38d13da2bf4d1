// A listing's lines as rows of the code panel, and printed ones as rows of the console: long lines
// continue on further rows, so that nothing is ever cut off. Pure but for the columns that are
// given.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace coroscope::viz {

/// A part of one line that stands on one row.
struct CodeRow {
    std::size_t begin = 0;  ///< bytes of the line's text
    std::size_t end = 0;
    std::size_t indent = 0;  ///< columns before it
};

/// The rows of a line in so many columns: breaks after blanks, else after opening brackets, and
/// continues four columns further in than the line begins.
std::vector<CodeRow> code_rows(std::string_view line, std::size_t columns);

/// The same of what was printed: continues at the left edge.
std::vector<CodeRow> printed_rows(std::string_view line, std::size_t columns);

}  // namespace coroscope::viz
