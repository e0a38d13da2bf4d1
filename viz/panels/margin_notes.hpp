// What has changed in asyncio since Python 3.6, for which many tutorials were written: notes at the
// lines of the listings that use it.
#pragma once

#include <span>
#include <string_view>

#include "viz/model/view.hpp"

namespace coroscope::viz {

struct MarginNote {
    std::string_view occurs;   ///< a line in which this occurs gets the note
    std::string_view version;  ///< `3.7`
    std::string_view english;
    std::string_view chinese;
};

/// All notes; the first that fits a line counts.
std::span<const MarginNote> all_margin_notes();

/// The note of a line of Python, or null.
const MarginNote* margin_note(std::string_view line);

/// What it says.
std::string_view text_of(const MarginNote& note, Language language);

}  // namespace coroscope::viz
