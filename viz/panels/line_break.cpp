#include "viz/panels/line_break.hpp"

#include <algorithm>

#include <imgui/imgui.h>
#include <imgui/imgui_internal.h>

namespace coroscope::viz {

namespace {

bool is_chinese(unsigned c) { return c >= 0x2E80 && c <= 0xFFEF; }

bool clings_to_previous(unsigned c) {
    constexpr std::u32string_view closing = U"。，；：、！？）」』】》〉”’…·.,;:!?)]}%";
    return closing.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool clings_to_next(unsigned c) {
    constexpr std::u32string_view opening = U"（「『【《〈“‘([{";
    return opening.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t position) {
    unsigned value = 0;
    const char* begin = text.data() + position;
    const int bytes = ImTextCharFromUtf8(&value, begin, text.data() + text.size());
    return {value, static_cast<std::size_t>(std::max(1, bytes))};
}

bool may_break_between(unsigned before, unsigned after) {
    if (after == ' ' || clings_to_previous(after) || clings_to_next(before)) {
        return false;
    }
    return before == ' ' || is_chinese(before) || is_chinese(after);
}

}  // namespace coroscope::viz
