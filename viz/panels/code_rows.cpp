#include "viz/panels/code_rows.hpp"

#include <algorithm>

#include "viz/panels/line_break.hpp"

namespace coroscope::viz {

namespace {

bool is_wide(unsigned c) { return c >= 0x2E80; }

bool may_end_after(char c) { return c == ' ' || c == ',' || c == '(' || c == '<' || c == '['; }

}  // namespace

std::vector<CodeRow> code_rows(std::string_view line, std::size_t columns) {
    std::size_t own_indent = line.find_first_not_of(' ');
    own_indent = own_indent == std::string_view::npos ? 0 : own_indent;
    const std::size_t further = std::min(own_indent + 4, columns / 2);
    std::vector<CodeRow> rows;
    CodeRow row;
    std::size_t used = 0;
    std::size_t good_end = 0;
    for (std::size_t i = 0; i < line.size();) {
        const CodePoint c = code_point_at(line, i);
        used += is_wide(c.value) ? 2 : 1;
        if (used > columns && i > row.begin) {
            row.end = good_end > row.begin ? good_end : i;
            rows.push_back(row);
            row = {row.end, row.end, further};
            i = row.begin;
            used = further;
            continue;
        }
        i += c.bytes;
        if (i > own_indent && may_end_after(line[i - 1])) {
            good_end = i;
        }
    }
    row.end = line.size();
    rows.push_back(row);
    return rows;
}

}  // namespace coroscope::viz
