// A lesson on paper: its text, its listings, the timeline of the run, what it printed. One HTML
// file that needs nothing else, laid out for A4.
#pragma once

#include <string>

#include "viz/export/studio.hpp"
#include "viz/export/take.hpp"

namespace coroscope::viz {

/// The page.
std::string handout(const Take& take, const InStudio& studio);

}  // namespace coroscope::viz
