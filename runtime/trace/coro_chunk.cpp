#include "runtime/trace/coro_chunk.hpp"

#include <algorithm>
#include <istream>
#include <ostream>

#include <zlib.h>
#include <zstd.h>

namespace coroscope::trace {
namespace {

// More than any writer makes: what asks for more is damaged.
constexpr std::uint32_t most_bytes = 64u << 20;

void put_u32(std::uint8_t* at, std::uint32_t value) {
    for (int byte = 0; byte < 4; ++byte) {
        at[byte] = static_cast<std::uint8_t>(value >> (8 * byte));
    }
}

std::uint32_t get_u32(const std::uint8_t* at) {
    std::uint32_t value = 0;
    for (int byte = 0; byte < 4; ++byte) {
        value |= std::uint32_t{at[byte]} << (8 * byte);
    }
    return value;
}

std::uint32_t checksum(std::span<const std::uint8_t> head,
                       std::span<const std::uint8_t> body = {}) {
    uLong sum = crc32(0, head.data(), static_cast<uInt>(head.size()));
    if (!body.empty()) {  // to zlib, nowhere is a wish to begin anew
        sum = crc32(sum, body.data(), static_cast<uInt>(body.size()));
    }
    return static_cast<std::uint32_t>(sum);
}

void write_bytes(std::ostream& out, std::span<const std::uint8_t> bytes) {
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
}

/// Fills the bytes; throws CutOff where there are not as many.
void read_bytes(std::istream& in, std::span<std::uint8_t> bytes) {
    in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (static_cast<std::size_t>(in.gcount()) != bytes.size()) {
        throw CutOff{"the file ends in the middle"};
    }
}

}  // namespace

void write_coro_header(std::ostream& out) {
    std::uint8_t header[coro_header_size];
    std::copy(std::begin(coro_magic), std::end(coro_magic), header);
    put_u32(header + 8, coro_version);
    put_u32(header + 12, checksum({header, 12}));
    write_bytes(out, header);
}

std::uint32_t read_coro_header(std::istream& in) {
    std::uint8_t header[coro_header_size];
    read_bytes(in, header);
    // The first writers wrote no sum there.
    const std::uint32_t sum = get_u32(header + 12);
    if (!std::equal(std::begin(coro_magic), std::end(coro_magic), header) ||
        (sum != 0 && sum != checksum({header, 12}))) {
        throw Damaged{"the header is damaged"};
    }
    return get_u32(header + 8);
}

void write_chunk(std::ostream& out, ChunkType type, std::uint32_t number,
                 std::span<const std::uint8_t> content) {
    constexpr int level = 3;
    Bytes stored(ZSTD_compressBound(content.size()));
    const std::size_t size =
        ZSTD_compress(stored.data(), stored.size(), content.data(), content.size(), level);
    if (ZSTD_isError(size) != 0) {
        throw std::runtime_error{ZSTD_getErrorName(size)};
    }
    stored.resize(size);
    std::uint8_t header[chunk_header_size];
    put_u32(header, static_cast<std::uint32_t>(type));
    put_u32(header + 4, number);
    put_u32(header + 8, static_cast<std::uint32_t>(stored.size()));
    put_u32(header + 12, static_cast<std::uint32_t>(content.size()));
    put_u32(header + 16, checksum({header, 16}, stored));
    write_bytes(out, header);
    write_bytes(out, stored);
}

Chunk read_chunk(std::istream& in, std::uint32_t number) {
    std::uint8_t header[chunk_header_size];
    read_bytes(in, header);
    const std::uint32_t stored_size = get_u32(header + 8);
    const std::uint32_t size = get_u32(header + 12);
    if (stored_size > most_bytes || size > most_bytes) {
        throw Damaged{"a chunk's size is damaged"};
    }
    Bytes stored(stored_size);
    read_bytes(in, stored);
    if (get_u32(header + 16) != checksum({header, 16}, stored) || get_u32(header + 4) != number) {
        throw Damaged{"a chunk is damaged"};
    }
    Chunk chunk{static_cast<ChunkType>(get_u32(header)), Bytes(size)};
    if (ZSTD_decompress(chunk.content.data(), size, stored.data(), stored.size()) != size) {
        throw Damaged{"a chunk is damaged"};
    }
    return chunk;
}

}  // namespace coroscope::trace
