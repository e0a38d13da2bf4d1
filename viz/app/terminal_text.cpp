#include "viz/app/terminal_text.hpp"

#include <algorithm>

#include "viz/model/code_point.hpp"

namespace coroscope::viz {
int width_of(std::string_view text) { return static_cast<int>(cells_of(text)); }

std::string fitted(std::string_view text, int width) {
    const bool cut = width_of(text) > width;
    std::string result;
    int used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        if (used + cells_of(c.value) > width - (cut ? 1 : 0)) {
            break;
        }
        used += cells_of(c.value);
        result += is_control(c.value) ? std::string_view{" "} : text.substr(at, c.bytes);
        at += c.bytes;
    }
    if (cut && width > 0) {
        result += "…";
        ++used;
    }
    return result.append(static_cast<std::size_t>(std::max(0, width - used)), ' ');
}

}  // namespace coroscope::viz
