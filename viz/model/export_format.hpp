// What can be taken away, told by the ending of the file's name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coroscope::viz {

enum class ExportFormat : std::uint8_t {
    png,
    svg,
    gif,
    mp4,
    transcript,
    handout,
    perfetto,
    jsonl,
    coro
};

struct FormatInfo {
    ExportFormat format = ExportFormat::png;
    std::string_view ending;  ///< `.png`
    std::string_view what;    ///< what it is, on the command line
};

/// All of them, in the order in which people are told.
std::span<const FormatInfo> all_formats();

/// How that format's file names end.
std::string_view ending_of(ExportFormat format);

/// The format of a file of that name, or nothing. Capitals count as small letters.
std::optional<ExportFormat> format_by_ending(std::string_view file);

/// The file's name with that format's ending in the place of another format's, or behind it.
std::string with_ending(std::string_view file, ExportFormat format);

/// True for a picture of one moment, as opposed to a range or all of the recording.
constexpr bool shows_a_moment(ExportFormat format) {
    return format == ExportFormat::png || format == ExportFormat::svg ||
           format == ExportFormat::handout;
}

/// True for what moves from one moment to another.
constexpr bool shows_a_range(ExportFormat format) {
    return format == ExportFormat::gif || format == ExportFormat::mp4;
}

/// True for what is drawn, in a theme.
constexpr bool is_drawn(ExportFormat format) {
    return shows_a_moment(format) || shows_a_range(format);
}

/// True for what can be had larger.
constexpr bool has_scale(ExportFormat format) {
    return is_drawn(format) && format != ExportFormat::handout;
}

/// Which part of a run an animation shows.
enum class ExportRange : std::uint8_t { whole, from_here, bookmarks };

/// The window's dialog: what is wished for, and how far an export is.
struct ExportDialog {
    bool open = false;
    ExportFormat format = ExportFormat::png;
    float scale = 1;
    ExportRange range = ExportRange::whole;
    bool running = false;
    double done = 0;      ///< 0 … 1
    std::string message;  ///< why the last one was not written, or empty
};

}  // namespace coroscope::viz
