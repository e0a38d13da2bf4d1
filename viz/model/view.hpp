// What the person has chosen to see: everything on screen that is neither the recording nor the
// world folded from it. Panels read it and return intents (intent.hpp); only the app changes it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/trace/ids.hpp"
#include "viz/model/axis.hpp"
#include "viz/model/export_format.hpp"

namespace coroscope::viz {

enum class Language : std::uint8_t { english, chinese };
enum class ThemeName : std::uint8_t { dark, light, high_contrast };
enum class Listing : std::uint8_t { python, cpp };

/// What the panel at the side shows: the program's output, the events of the recording, or (where
/// there is no room for a panel of its own) the inspector.
enum class SideTab : std::uint8_t { console, events, inspector };

/// What a presenter's clicker puts over the whole window, so that a class looks up.
enum class Blank : std::uint8_t { none, black, white };

/// The cursor and how it moves. `position` is in beats: 12.4 is 40 % of the way from beat 12 to
/// beat 13, 0 is before the first. Everything on screen follows from it, so playing, stepping and
/// scrubbing are the same thing at different speeds.
struct Playback {
    double position = 0;
    double target = 0;  ///< a step glides there; equal to `position` at rest
    bool playing = false;
    double speed = 1;   ///< 0.1 … 20
    int direction = 1;  ///< of playing: +1 forwards, -1 backwards
};

/// How far the person has come with one part of a lesson's text.
struct PartProgress {
    std::size_t stages = 0;  ///< of a task to try: how many are done
    int answer = -1;         ///< of a question: the choice taken, -1: none yet
};

/// The game of guessing the next beat.
struct Prediction {
    bool on = false;
    int guess = -1;          ///< the choice taken for the next beat, -1: none yet
    std::size_t at = 0;      ///< the beat at which it was taken
    int revealed = -1;       ///< the choice whose beat has come, -1: none
    std::size_t before = 0;  ///< the beat at which that one was taken
    int right = 0;           ///< the score of the sitting
    int asked = 0;
};
/// The menu of what can be done to a task here, where it is open.
struct TouchMenu {
    bool open = false;
    trace::Party task;  ///< none: what can be done to the program
    float x = -1;       ///< where the person clicked, in pixels; -1: nowhere
    float y = -1;
};

/// An intervention that the person drags along the timeline: it is not done meanwhile.
struct Drag {
    bool on = false;
    std::size_t index = 0;  ///< in the scenario
    double position = 0;    ///< in the recording without it
};

/// What the card for a path is open for: a scenario or the listing to save, or a file to open.
enum class PathCard : std::uint8_t { none, save, open, save_listing };

/// What the person does in the sandbox (lesson 9).
struct Building {
    static constexpr std::size_t none = SIZE_MAX;
    bool shown = true;        ///< its panel shows, not the listings
    std::size_t task = none;  ///< the chosen step: of which task, and which
    std::size_t step = none;
    friend bool operator==(const Building&, const Building&) = default;
};

/// One line for the person: something went wrong or cannot be, or (news) is done as asked.
struct Notice {
    enum class Kind : std::uint8_t { warning, news };

    std::string text;  ///< empty: there is nothing to say
    Kind kind = Kind::warning;

    [[nodiscard]] bool empty() const { return text.empty(); }
    [[nodiscard]] bool is_warning() const { return !empty() && kind == Kind::warning; }
};

struct View {
    Playback playback;
    AxisKind axis = AxisKind::steps;
    double axis_blend = 0;            ///< 0 = steps … 1 = time: the animated switch
    double zoom = 1;                  ///< 1 = the whole recording fits
    double scroll = 0;                ///< left edge of the timeline, as a fraction of its length
    double rows_scroll = 0;           ///< timeline rows that are scrolled out above the top edge
    std::optional<double> rows_goal;  ///< where these glide to
    bool rows_kept = false;           ///< a row was folded there: it stays under the mouse
    std::optional<double>
        rows_held;           ///< rows are as high as with the cursor there: the mouse drags
    trace::Party selection;  ///< the task that all panels highlight, or none
    Language language = Language::english;
    ThemeName theme = ThemeName::dark;
    Listing listing = Listing::python;
    float scale = 1;                  ///< UI scale: 1 = 100 %
    bool chooser_open = false;        ///< the list of lessons
    Notice notice;                    ///< what the person is told below the top bar
    SideTab side = SideTab::console;  ///< what the side panel shows
    std::string events_filter;        ///< what the events list is narrowed to
    std::uint8_t event_groups = 0;  ///< and to which groups (event_list.hpp), one bit each; 0: all
    bool help_open = false;         ///< the list of keys
    bool palette_open = false;      ///< the list of commands
    bool presenting = false;        ///< big type, no side panels, the pointer highlighted
    bool captions = true;           ///< presenting: the lesson's text, a caption at a time
    std::size_t caption = 0;        ///< which of the shown part's (captions.hpp)
    Blank blank = Blank::none;      ///< a presenter's black or white screen
    bool reduced_motion = false;    ///< steps jump instead of gliding
    bool all_arrows = false;        ///< the timeline's arrows of all tasks
    std::vector<std::size_t> bookmarks;  ///< beats that the person has marked, rising
    ExportDialog exporting;              ///< what is being taken away
    int part = 0;                        ///< the part of the lesson's text that is shown
    /// By lesson number, by part: what has been tried and answered in this sitting.
    std::map<int, std::vector<PartProgress>> progress;
    Prediction prediction;
    TouchMenu menu;                       ///< what can be done to a task
    std::optional<std::size_t> touched;   ///< the chosen intervention: an index of the scenario
    Drag drag;                            ///< the one that is being moved
    bool touches_open = false;            ///< the list of interventions
    PathCard path_card = PathCard::none;  ///< the card that asks for a path
    std::string rival;                    ///< what is compared with (rivals.hpp), or empty
    Building building;                    ///< the sandbox's panel
    std::vector<std::uint32_t> folded;    ///< timeline tracks whose children are hidden, rising
};

}  // namespace coroscope::viz
