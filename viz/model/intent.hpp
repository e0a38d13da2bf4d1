// What the person asks for with mouse and keys. Panels return intents and change nothing; the app
// applies them (rule 4 of taste: panels read state and return intents).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "viz/model/beats.hpp"
#include "viz/model/jump.hpp"
#include "viz/model/view.hpp"

namespace coroscope::viz {

struct PlayPause {};
struct Step {
    StepKind kind = StepKind::beat;
    int direction = 1;  ///< +1 forwards, -1 back
};
struct GoToStart {};
struct GoToEnd {};
/// Put the cursor there and pause: the scrubber, a click on the timeline or the console.
struct Seek {
    double position = 0;
};
struct SetSpeed {
    double speed = 1;
};
struct SetAxis {
    AxisKind axis = AxisKind::steps;
};
struct SetZoom {
    double zoom = 1;
    double scroll = 0;
};
/// Scroll the timeline's rows: that many of them lie above the top edge.
struct ScrollRows {
    double rows = 0;
};
struct Select {
    trace::Party party;
};
struct SetLanguage {
    Language language = Language::english;
};
struct SetTheme {
    ThemeName theme = ThemeName::dark;
};
struct SetListing {
    Listing listing = Listing::python;
};
/// 0: the scale that the window began with.
struct SetScale {
    float scale = 1;
};
struct OpenChooser {
    bool open = true;
};
struct OpenLesson {
    int number = 0;
};
struct SetVariant {
    std::string name;
    std::string choice;
};
/// Play in that direction, or pause where it plays so already.
struct Play {
    int direction = 1;
};
/// To the next (+1) or last (-1) moment of a kind; the view says which task is selected.
struct JumpTo {
    JumpKind kind = JumpKind::print;
    int direction = 1;
};
/// Marks the beat at the cursor, or takes its mark away.
struct ToggleBookmark {};
struct ShowSide {
    SideTab tab = SideTab::console;
    bool search = false;  ///< and put the keyboard into its search field
};
struct FilterEvents {
    std::string text;
};
struct OpenHelp {
    bool open = true;
};
struct OpenPalette {
    bool open = true;
};
struct Present {
    bool on = true;
};
struct SetBlank {
    Blank blank = Blank::none;
};
struct SetReducedMotion {
    bool on = true;
};
struct ShowAllArrows {
    bool on = true;
};
/// Hides or shows what belongs to a thread or loop in the timeline.
struct ToggleTrack {
    std::uint32_t track = 0;
};
struct ToggleFullScreen {};
struct OpenExport {
    bool open = true;
};
struct ChooseExport {
    ExportFormat format = ExportFormat::png;
    float scale = 1;
    ExportRange range = ExportRange::whole;
};
/// Take away what is shown, into that file.
struct StartExport {
    std::string file;
};
struct StopExport {};
struct DismissNotice {};
struct Quit {};

using Intent =
    std::variant<PlayPause, Play, Step, GoToStart, GoToEnd, Seek, JumpTo, ToggleBookmark, SetSpeed,
                 SetAxis, SetZoom, ScrollRows, Select, SetLanguage, SetTheme, SetListing, SetScale,
                 ShowSide, FilterEvents, OpenHelp, OpenPalette, Present, SetBlank, SetReducedMotion,
                 ShowAllArrows, ToggleTrack, ToggleFullScreen, OpenChooser, OpenLesson, SetVariant,
                 OpenExport, ChooseExport, StartExport, StopExport, DismissNotice, Quit>;
using Intents = std::vector<Intent>;

}  // namespace coroscope::viz
