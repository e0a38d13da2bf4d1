// Python's bytes: octets, not text. They print as `b'one\n'`.
//
// Thread rule: a value.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace coroscope {

class Bytes {
public:
    Bytes() = default;
    /// The octets of that text: Python's `b"…"` literal, and `str.encode()`.
    explicit Bytes(std::string octets) : octets_{std::move(octets)} {}
    explicit Bytes(std::string_view octets) : octets_{octets} {}

    [[nodiscard]] std::size_t size() const { return octets_.size(); }
    [[nodiscard]] bool empty() const { return octets_.empty(); }
    explicit operator bool() const { return !octets_.empty(); }
    [[nodiscard]] std::string_view view() const { return octets_; }
    /// bytes.decode: the text, which is UTF-8.
    [[nodiscard]] const std::string& decode() const { return octets_; }
    /// Its octets, taken out of it.
    [[nodiscard]] std::string octets() && { return std::move(octets_); }
    /// bytes.upper: ASCII letters only.
    [[nodiscard]] Bytes upper() const;
    /// bytes.strip: without blanks, tabs and line ends at its ends.
    [[nodiscard]] Bytes strip() const;

    Bytes& operator+=(const Bytes& more) {
        octets_ += more.octets_;
        return *this;
    }
    friend Bytes operator+(Bytes first, const Bytes& second) { return first += second; }
    /// b"ab" * 3.
    friend Bytes operator*(const Bytes& bytes, std::size_t times);
    friend bool operator==(const Bytes&, const Bytes&) = default;

private:
    std::string octets_;
};

/// As Python's repr: `b'one\n'`.
std::string repr(const Bytes& bytes);

inline namespace literals {
/// Python's b"…": `"one\n"_b`.
inline Bytes operator""_b(const char* text, std::size_t size) {
    return Bytes{std::string_view{text, size}};
}
}  // namespace literals

}  // namespace coroscope
