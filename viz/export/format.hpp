// What can be taken away, told by the ending of the file's name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace coroscope::viz {

enum class Format : std::uint8_t { png, svg, gif, mp4, transcript, handout, perfetto, jsonl };

struct FormatInfo {
    Format format = Format::transcript;
    std::string_view ending;  ///< `.txt`
    std::string_view what;    ///< what it is, for messages
};

/// All of them, in the order in which people are told.
std::span<const FormatInfo> all_formats();

/// How that format's file names end.
std::string_view ending_of(Format format);

/// The format of a file of that name. Throws ExportError, which lists the endings.
Format format_of(const std::filesystem::path& file);

/// True for a picture of one moment, as opposed to all of the recording.
constexpr bool shows_a_moment(Format format) {
    return format == Format::png || format == Format::svg || format == Format::handout;
}

/// True for what moves from one moment to another.
constexpr bool shows_a_range(Format format) {
    return format == Format::gif || format == Format::mp4;
}

/// True for what is drawn, in a theme.
constexpr bool is_drawn(Format format) { return shows_a_moment(format) || shows_a_range(format); }

}  // namespace coroscope::viz
