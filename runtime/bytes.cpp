#include "runtime/bytes.hpp"

#include <fmt/format.h>

namespace coroscope {

Bytes Bytes::upper() const {
    std::string text = octets_;
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        }
    }
    return Bytes{std::move(text)};
}

Bytes Bytes::strip() const {
    constexpr std::string_view white = " \t\n\r\v\f";
    const auto first = octets_.find_first_not_of(white);
    if (first == std::string::npos) {
        return Bytes{};
    }
    return Bytes{octets_.substr(first, octets_.find_last_not_of(white) + 1 - first)};
}

Bytes operator*(const Bytes& bytes, std::size_t times) {
    std::string text;
    text.reserve(bytes.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        text += bytes.octets_;
    }
    return Bytes{std::move(text)};
}

std::string repr(const Bytes& bytes) {
    const std::string_view octets = bytes.view();
    const bool has_single = octets.find('\'') != std::string_view::npos;
    const char quote = has_single && octets.find('"') == std::string_view::npos ? '"' : '\'';
    std::string out{'b', quote};
    for (const char c : octets) {
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\\' || c == quote) {
            out += {'\\', c};
        } else if (c < 0x20 || c >= 0x7f) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out + quote;
}

}  // namespace coroscope
