#include "runtime/repr.hpp"

#include <cmath>

#include <fmt/format.h>

namespace coroscope {

std::string repr(std::string_view text) {
    const bool has_single = text.find('\'') != std::string_view::npos;
    const char quote = has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
    std::string out(1, quote);
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\\' || c == quote) {
            out += {'\\', c};
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out + quote;
}

std::string repr(double number) {
    if (!std::isfinite(number)) {
        return std::isnan(number) ? "nan" : number < 0 ? "-inf" : "inf";
    }
    std::string text = fmt::format("{}", number);
    if (text.find_first_of(".e") == std::string::npos) {
        text += ".0";
    }
    return text;
}

namespace detail {

std::string cut(std::string text) {
    constexpr std::size_t longest = 40;
    if (text.size() > longest) {
        text.resize(longest - 1);
        text.append("…");
    }
    return text;
}

void append_item(std::string& list, const std::string& item) {
    if (!list.empty()) {
        list.append(", ");
    }
    list.append(item);
}

}  // namespace detail
}  // namespace coroscope
