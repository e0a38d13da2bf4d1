#include "viz/model/export_format.hpp"

#include <algorithm>
#include <array>

namespace coroscope::viz {

namespace {

constexpr std::array formats{
    FormatInfo{ExportFormat::png, ".png", "picture"},
    FormatInfo{ExportFormat::svg, ".svg", "picture for slides"},
    FormatInfo{ExportFormat::gif, ".gif", "animation"},
    FormatInfo{ExportFormat::mp4, ".mp4", "video"},
    FormatInfo{ExportFormat::transcript, ".txt", "narrated transcript"},
    FormatInfo{ExportFormat::handout, ".html", "hand-out"},
    FormatInfo{ExportFormat::perfetto, ".json", "recording for ui.perfetto.dev"},
    FormatInfo{ExportFormat::jsonl, ".jsonl", "recording"},
    FormatInfo{ExportFormat::coro, ".coro", "compact recording"},
};

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Where the name's ending begins; its end where it has none. A dot at the beginning hides a file.
std::size_t ending_begins(std::string_view file) {
    const std::size_t slash = file.rfind('/');
    const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
    const std::size_t dot = file.rfind('.');
    return dot == std::string_view::npos || dot <= name ? file.size() : dot;
}

}  // namespace

std::span<const FormatInfo> all_formats() { return formats; }

std::string_view ending_of(ExportFormat format) {
    return std::ranges::find(formats, format, &FormatInfo::format)->ending;
}

std::optional<ExportFormat> format_by_ending(std::string_view file) {
    std::string ending{file.substr(ending_begins(file))};
    std::ranges::transform(ending, ending.begin(), small);
    const auto found = std::ranges::find(formats, ending, &FormatInfo::ending);
    return found == formats.end() ? std::nullopt : std::optional{found->format};
}

std::string with_ending(std::string_view file, ExportFormat format) {
    const bool known = format_by_ending(file).has_value();
    std::string name{known ? file.substr(0, ending_begins(file)) : file};
    return name += ending_of(format);
}

}  // namespace coroscope::viz
