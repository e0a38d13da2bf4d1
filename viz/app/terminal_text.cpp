#include "viz/app/terminal_text.hpp"

#include <algorithm>

namespace coroscope::viz {
namespace {

char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char lead = byte(at++);
    int rest = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    char32_t character = rest == 0 ? lead : lead & (0x3Fu >> rest);
    while (rest-- > 0 && at < text.size() && (byte(at) & 0xC0) == 0x80) {
        character = character << 6 | (byte(at++) & 0x3Fu);
    }
    return character;
}

// Chinese and other wide characters take two cells.
int cells_of(char32_t c) {
    const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                      (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                      (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                      (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
                      (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

}  // namespace

int width_of(std::string_view text) {
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        width += cells_of(next_character(text, at));
    }
    return width;
}

std::string fitted(std::string_view text, int width) {
    const bool cut = width_of(text) > width;
    std::string result;
    int used = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = next_character(text, at);
        if (used + cells_of(character) > width - (cut ? 1 : 0)) {
            break;
        }
        used += cells_of(character);
        const bool control = character < 0x20 || character == 0x7F;
        result += control ? std::string_view{" "} : text.substr(begin, at - begin);
    }
    if (cut && width > 0) {
        result += "…";
        ++used;
    }
    return result.append(static_cast<std::size_t>(std::max(0, width - used)), ' ');
}

}  // namespace coroscope::viz
