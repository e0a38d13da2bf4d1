// Whole numbers in as few bytes as they need: seven bits a byte, the lowest first, the top bit says
// that more follow. Signed ones zigzag first: 0, -1, 1, -2 … become 0, 1, 2, 3 …
//
// Invariant: reading never goes beyond the end; what is not there reads as 0 and clears `ok`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace coroscope::trace {

using Bytes = std::vector<std::uint8_t>;

/// The largest number takes so many.
inline constexpr std::size_t most_varint_bytes = 10;

/// Writes the number where `at` is, and returns what is behind it.
inline std::uint8_t* put_varint(std::uint8_t* at, std::uint64_t value) {
    while (value >= 0x80) {
        *at++ = static_cast<std::uint8_t>(value | 0x80);
        value >>= 7;
    }
    *at++ = static_cast<std::uint8_t>(value);
    return at;
}

inline void put_varint(Bytes& out, std::uint64_t value) {
    while (value >= 0x80) {
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    out.push_back(static_cast<std::uint8_t>(value));
}

constexpr std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

constexpr std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

/// The difference of two numbers, whatever they are: it wraps around, and so does adding it.
constexpr std::int64_t difference(std::int64_t value, std::int64_t from) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(value) -
                                     static_cast<std::uint64_t>(from));
}
constexpr std::int64_t sum(std::int64_t value, std::int64_t difference) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(value) +
                                     static_cast<std::uint64_t>(difference));
}

/// Reads numbers off the front of some bytes.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes)
        : at_{bytes.data()}, end_{bytes.data() + bytes.size()} {}

    std::uint8_t byte() {
        if (at_ == end_) {
            ok_ = false;
            return 0;
        }
        return *at_++;
    }
    std::uint64_t varint() {
        if (at_ != end_ && *at_ < 0x80) {  // nearly always
            return *at_++;
        }
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= std::uint64_t{next & 0x7fu} << shift;
            if (next < 0x80) {
                return value;
            }
        }
        ok_ = false;
        return 0;
    }
    std::int64_t signed_varint() { return unzigzag(varint()); }
    /// So many bytes, or none where there are not as many.
    std::span<const std::uint8_t> bytes(std::uint64_t count) {
        if (count > left()) {
            ok_ = false;
            at_ = end_;
            return {};
        }
        const std::span<const std::uint8_t> result{at_, static_cast<std::size_t>(count)};
        at_ += count;
        return result;
    }
    std::string_view text(std::uint64_t count) {
        const auto found = bytes(count);
        return {reinterpret_cast<const char*>(found.data()), found.size()};
    }
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
    /// False once something was read that was not there.
    [[nodiscard]] bool ok() const { return ok_; }

private:
    const std::uint8_t* at_;
    const std::uint8_t* end_;
    bool ok_ = true;
};

}  // namespace coroscope::trace
