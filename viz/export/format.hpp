// The format of a file that a person names.
#pragma once

#include <filesystem>

#include "viz/model/export_format.hpp"

namespace coroscope::viz {

/// By the file's ending. Throws ExportError, which lists the endings.
ExportFormat format_of(const std::filesystem::path& file);

}  // namespace coroscope::viz
