// The files that move: GIF and MP4 of a range.
#pragma once

#include <iosfwd>
#include <string>

#include "viz/export/output_file.hpp"
#include "viz/export/studio.hpp"
#include "viz/export/take.hpp"
#include "viz/export/watch.hpp"

namespace coroscope::viz {

/// Check the stream afterwards: a full disk shows there. Throws Stopped.
void write_gif(const Take& take, std::ostream& out, const InStudio& studio, const Watch& watch);

/// `asked` is how the person named the file. Throws ExportError, Stopped.
void write_mp4(const Take& take, const OutputFile& file, const std::string& asked,
               const InStudio& studio, const Watch& watch);

}  // namespace coroscope::viz
