// The events of a recording as a list to read and to search.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"

namespace coroscope::viz {

/// What an event says besides its kind: whom it is about, the other party, its text.
std::string event_text(const trace::Recording& recording, std::size_t seq);

/// The events in which every word of `filter` occurs (in the kind's name or the text, whatever the
/// case), by rising seq; without words, all.
std::vector<std::size_t> matching_events(const trace::Recording& recording,
                                         std::string_view filter);

/// The answer to the last search, so that it is not made anew for each frame.
struct EventSearch {
    const trace::Recording* recording = nullptr;
    std::size_t events = 0;  ///< how many there were
    std::string filter;
    std::vector<std::size_t> found;

    /// Searches where anything has changed since.
    void update(const trace::Recording& now, std::string_view wanted);
};

}  // namespace coroscope::viz
