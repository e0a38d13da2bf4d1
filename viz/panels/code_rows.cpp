#include "viz/panels/code_rows.hpp"

#include <algorithm>

#include "viz/model/code_point.hpp"

namespace coroscope::viz {

namespace {

// How good an end of a row is after that character: a blank or a comma divides arguments, a bracket
// only begins them.
enum class Ending : unsigned char { none, bracket, blank };

Ending ending_after(std::string_view line, std::size_t end) {
    const bool blank_follows = end < line.size() && line[end] == ' ';
    switch (line[end - 1]) {
        case ' ':
            return blank_follows ? Ending::none : Ending::blank;
        case '(':
        case '[':
        case '<':
            return blank_follows ? Ending::none : Ending::bracket;
        default:
            return Ending::none;
    }
}

std::size_t indent_of(std::string_view line) {
    const std::size_t first = line.find_first_not_of(' ');
    return first == std::string_view::npos ? 0 : first;
}

// Rows after the first begin in column `further`.
std::vector<CodeRow> rows_of(std::string_view line, std::size_t columns, std::size_t further) {
    const std::size_t own_indent = indent_of(line);
    std::vector<CodeRow> rows;
    CodeRow row;
    std::size_t used = 0;
    std::size_t blank_end = 0;
    std::size_t bracket_end = 0;
    for (std::size_t i = 0; i < line.size();) {
        const CodePoint c = code_point_at(line, i);
        used += static_cast<std::size_t>(cells_of(c.value));
        if (used > columns && i > row.begin) {
            // A blank is the better place, unless most of the row would stay empty.
            const std::size_t least = row.begin + columns / 3;
            row.end = blank_end > least ? blank_end
                      : std::max(blank_end, bracket_end) > row.begin
                          ? std::max(blank_end, bracket_end)
                          : i;
            rows.push_back(row);
            row = {row.end, row.end, further};
            i = row.begin;
            used = further;
            continue;
        }
        i += c.bytes;
        if (i > own_indent) {
            const Ending ending = ending_after(line, i);
            blank_end = ending == Ending::blank ? i : blank_end;
            bracket_end = ending == Ending::bracket ? i : bracket_end;
        }
    }
    row.end = line.size();
    rows.push_back(row);
    return rows;
}

}  // namespace

std::vector<CodeRow> code_rows(std::string_view line, std::size_t columns) {
    return rows_of(line, columns, std::min(indent_of(line) + 4, columns / 2));
}

std::vector<CodeRow> printed_rows(std::string_view line, std::size_t columns) {
    return rows_of(line, columns, 0);
}

}  // namespace coroscope::viz
