#include "viz/panels/line_break.hpp"

#include <string_view>

#include "viz/model/code_point.hpp"

namespace coroscope::viz {

namespace {

bool is_chinese(unsigned c) { return cells_of(c) == 2; }

bool clings_to_previous(unsigned c) {
    constexpr std::u32string_view closing = U"。，；：、！？）」』】》〉”’…·.,;:!?)]}%";
    return closing.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool clings_to_next(unsigned c) {
    constexpr std::u32string_view opening = U"（「『【《〈“‘([{";
    return opening.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

}  // namespace

bool may_break_between(unsigned before, unsigned after) {
    if (after == ' ' || clings_to_previous(after) || clings_to_next(before)) {
        return false;
    }
    return before == ' ' || is_chinese(before) || is_chinese(after);
}

}  // namespace coroscope::viz
