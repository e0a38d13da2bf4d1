#include "viz/export/format.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "viz/export/watch.hpp"

namespace coroscope::viz {

ExportFormat format_of(const std::filesystem::path& file) {
    if (const auto format = format_by_ending(file.string())) {
        return *format;
    }
    std::vector<std::string> known;
    for (const FormatInfo& info : all_formats()) {
        known.push_back(fmt::format("{} ({})", info.ending, info.what));
    }
    throw ExportError{fmt::format("{}: this ending is not known; name it {}", file.string(),
                                  fmt::join(known, ", "))};
}

}  // namespace coroscope::viz
