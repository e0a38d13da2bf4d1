// Writes a take into a file, in the format that the file's ending asks for.
#pragma once

#include <filesystem>

#include "viz/export/studio.hpp"
#include "viz/export/take.hpp"
#include "viz/export/watch.hpp"

namespace coroscope::viz {

/// Whole or not at all. What is drawn, is drawn in the studio that `studio` leads to. Throws
/// ExportError, and Stopped where the watch says so.
void export_to(const std::filesystem::path& file, const Take& take, const InStudio& studio,
               const Watch& watch);

}  // namespace coroscope::viz
