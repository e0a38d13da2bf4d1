// Everything that is computed once from a recording, in one pass over its events, so that a long
// one is opened while it is read: beats, keyframes, the console's lines, tracks.
//
// Invariant: after `finish` they are what `Beats`, `Keyframes`, `console_lines` and `build_tracks`
// make of the whole recording. The recording must stay where it is, and only grow at its end.
#pragma once

#include <optional>

#include "viz/model/beats.hpp"
#include "viz/model/console.hpp"
#include "viz/model/keyframes.hpp"
#include "viz/model/track_builder.hpp"
#include "viz/model/tracks.hpp"

namespace coroscope::viz {

class FilmIndex {
public:
    /// Nothing yet: events come with `grow`. `touchable`: as for `build_tracks`.
    explicit FilmIndex(const trace::Recording& recording, bool touchable = false);
    FilmIndex(const FilmIndex&) = delete;
    FilmIndex& operator=(const FilmIndex&) = delete;

    /// Takes in the events that the recording has beyond those taken in before.
    void grow();
    /// The recording is complete.
    void finish();

    Beats beats;
    Keyframes keyframes;
    LongList<ConsoleLine> console;
    Tracks tracks;  ///< there after `finish`

private:
    const trace::Recording& recording_;
    const bool touchable_;
    World world_;
    std::size_t taken_ = 0;  // so many events
    ConsoleReader console_reader_;
    std::optional<TrackBuilder> builder_;
};

}  // namespace coroscope::viz
