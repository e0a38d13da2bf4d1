#include "viz/export/format.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "viz/export/watch.hpp"

namespace coroscope::viz {

namespace {

constexpr std::array formats{
    FormatInfo{Format::png, ".png", "picture"},
    FormatInfo{Format::svg, ".svg", "picture for slides"},
    FormatInfo{Format::gif, ".gif", "animation"},
    FormatInfo{Format::mp4, ".mp4", "video"},
    FormatInfo{Format::transcript, ".txt", "narrated transcript"},
    FormatInfo{Format::handout, ".html", "hand-out"},
    FormatInfo{Format::perfetto, ".json", "recording for ui.perfetto.dev"},
    FormatInfo{Format::jsonl, ".jsonl", "recording"},
};

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

}  // namespace

std::span<const FormatInfo> all_formats() { return formats; }

std::string_view ending_of(Format format) {
    return std::ranges::find(formats, format, &FormatInfo::format)->ending;
}

Format format_of(const std::filesystem::path& file) {
    const std::string ending = lower(file.extension().string());
    const auto found = std::ranges::find(formats, ending, &FormatInfo::ending);
    if (found != formats.end()) {
        return found->format;
    }
    std::vector<std::string> known;
    for (const FormatInfo& info : formats) {
        known.push_back(fmt::format("{} ({})", info.ending, info.what));
    }
    throw ExportError{fmt::format("{}: this ending is not known; name it {}", file.string(),
                                  fmt::join(known, ", "))};
}

}  // namespace coroscope::viz
