// What the person has chosen to see: everything on screen that is neither the recording nor the
// world folded from it. Panels read it and return intents (intent.hpp); only the app changes it.
#pragma once

#include <string>

#include "runtime/trace/ids.hpp"
#include "viz/model/axis.hpp"

namespace coroscope::viz {

enum class Language : std::uint8_t { english, chinese };
enum class ThemeName : std::uint8_t { dark, light };
enum class Listing : std::uint8_t { python, cpp };

/// The cursor and how it moves. `position` is in beats: 12.4 is 40 % of the way from beat 12 to
/// beat 13, 0 is before the first. Everything on screen follows from it, so playing, stepping and
/// scrubbing are the same thing at different speeds.
struct Playback {
    double position = 0;
    double target = 0;  ///< a step glides there; equal to `position` at rest
    bool playing = false;
    double speed = 1;  ///< 0.1 … 20
};

struct View {
    Playback playback;
    AxisKind axis = AxisKind::steps;
    double axis_blend = 0;   ///< 0 = steps … 1 = time: the animated switch
    double zoom = 1;         ///< 1 = the whole recording fits
    double scroll = 0;       ///< left edge of the timeline, as a fraction of its length
    double rows_scroll = 0;  ///< timeline rows that are scrolled out above the top edge
    trace::Party selection;  ///< the task that all panels highlight, or none
    Language language = Language::english;
    ThemeName theme = ThemeName::dark;
    Listing listing = Listing::python;
    float scale = 1;            ///< UI scale: 1 = 100 %
    bool chooser_open = false;  ///< the list of lessons
    std::string notice;         ///< one line for the person, or empty
};

}  // namespace coroscope::viz
