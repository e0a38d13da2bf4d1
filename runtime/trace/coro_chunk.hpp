// The frame of a binary recording (FILE.coro): a file header and chunks, each compressed and with a
// checksum of its own, so that damage is noticed and what lies before it is still good. EVENTS.md
// says it byte by byte; what is in the chunks is coro_tables.hpp's and coro_events.hpp's.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <stdexcept>

#include "runtime/trace/varint.hpp"

namespace coroscope::trace {

inline constexpr std::uint32_t coro_version = 1;

/// The first bytes of a binary recording; the odd ones show that a transfer has changed it as text.
inline constexpr std::uint8_t coro_magic[8] = {0x89, 'C', 'O', 'R', 'O', '\r', '\n', 0x1a};
inline constexpr std::size_t coro_header_size = 16;
inline constexpr std::size_t chunk_header_size = 20;

enum class ChunkType : std::uint32_t { tables = 1, events = 2, end = 3 };

/// Something is not as it was written.
class Damaged : public std::runtime_error {
    using std::runtime_error::runtime_error;
};
/// There is no more, in the middle of something.
class CutOff : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Writes the file's header.
void write_coro_header(std::ostream& out);
/// The version that a header names. Throws Damaged, CutOff.
std::uint32_t read_coro_header(std::istream& in);

/// Writes a chunk; `number` counts the chunks of a file from 0.
void write_chunk(std::ostream& out, ChunkType type, std::uint32_t number,
                 std::span<const std::uint8_t> content);

struct Chunk {
    ChunkType type{};  ///< may be one that this version does not know
    Bytes content;
};
/// The next chunk, which has to be that number. Throws Damaged, CutOff.
Chunk read_chunk(std::istream& in, std::uint32_t number);

}  // namespace coroscope::trace
