// Which lines of the listing on screen a recording speaks of: it names those of the program that
// ran, which may have been the other listing.
//
// Thread rule: pure functions of the scene.
#pragma once

#include <string_view>
#include <vector>

#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// The listing that shows: somebody's own script has no C++ beside it.
Listing shown_listing(const Scene& scene);

/// The lines that a recording speaks of: of which file, and by number which line of the listing
/// that is shown corresponds to each.
struct RecordedLines {
    std::string_view file;
    std::vector<int> shown;
};

/// Those of the recording on screen.
RecordedLines recorded_lines(const Scene& scene);

}  // namespace coroscope::viz
