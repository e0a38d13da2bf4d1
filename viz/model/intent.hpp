// What the person asks for with mouse and keys. Panels return intents and change nothing; the app
// applies them (rule 4 of taste: panels read state and return intents).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/trace/scenario.hpp"
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
/// The same in a glide: the row of what acts is out of sight.
struct FollowRows {
    double rows = 0;
};
/// Rows stay as high as they are while the mouse is pressed on them, and the cursor goes on.
struct HoldRows {
    bool on = true;
};
/// Zoom the timeline by a factor around the playhead; pan it by a share of what is seen.
struct ZoomBy {
    double factor = 1;
};
struct PanBy {
    double share = 0;
};
struct Select {
    trace::Party party;
};
/// The task or callback on the next (+1) or last (-1) row of the timeline.
struct SelectNext {
    int direction = 1;
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
/// The next combination of the lesson's variants.
struct NextVariant {};
/// The program runs in real time instead of at once, or at once again.
struct ToggleClock {};
/// Runs the program again from its beginning, as it is.
struct RunAgain {};
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
/// The groups of events to be listed, one bit each; 0: all.
struct FilterGroups {
    std::uint8_t groups = 0;
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
/// Presenting: shows or hides the lesson's captions.
struct ShowCaptions {
    bool on = true;
};
struct TurnToCaption {
    int part = 0;  // of the lesson's text
    std::size_t caption = 0;
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
    std::optional<double> rows{};  ///< where its row was clicked: it stays scrolled so far
};
/// The same for the loop of the selected task; without one, for all loops.
struct ToggleLoops {};
/// Show that part of the lesson's text; the cursor stays.
struct ShowPart {
    int part = 0;
};
/// Show it, and take the cursor to its moment: the program is run as the part needs it.
struct GoToPart {
    int part = 0;
};
/// To the next (+1) or last (-1) part.
struct TurnPart {
    int direction = 1;
};
/// Take a choice of the question that is shown.
struct AnswerQuestion {
    int choice = 0;
};
/// Begin or end the game of guessing the next beat.
struct Predict {
    bool on = true;
};
/// Take a choice for the next beat.
struct Guess {
    int choice = 0;
};
/// The menu of what can be done to a task at the cursor; without one, to the program.
struct OpenMenu {
    TouchMenu menu;
};
/// Do something to the program at the cursor, or give a task's sleep another fate.
struct Touch {
    Intervention::Action action = Intervention::Action::interrupt;
    trace::Party task;      ///< none for an interrupt
    std::string exception;  ///< of raise
};
/// Chooses an intervention of the scenario, or none.
struct ChooseTouch {
    std::optional<std::size_t> index;
};
struct RemoveTouch {
    std::size_t index = 0;
};
struct RemoveAllTouches {};
/// Does it or, while it is kept, does not.
struct SwitchTouch {
    std::size_t index = 0;
    bool on = true;
};
/// Takes an intervention off the timeline, moves it along, lets it go there or puts it back.
struct DragTouch {
    enum class Phase : std::uint8_t { grab, move, drop, put_back };
    Phase phase = Phase::grab;
    std::size_t index = 0;
    double position = 0;
};
struct ShowTouches {
    bool open = true;
};
struct Undo {};
struct Redo {};
/// The former future is no longer wanted.
struct DismissGhost {};
/// Compares with that rival (rivals.hpp); empty: with none.
struct Compare {
    std::string rival;
};
/// Compares with the rival that tells most, or no longer.
struct ToggleCompare {};
/// Shows the panel in which a sandbox program is put together, or the listings.
struct ShowBuilding {
    bool on = true;
};
/// The sandbox's program becomes this one, as JSON.
struct Build {
    std::string program;
};
/// Chooses a step of the sandbox's program to be changed; Building::none: none.
struct ChooseStep {
    std::size_t task = Building::none;
    std::size_t step = Building::none;
};
struct OpenPathCard {
    PathCard card = PathCard::save;
};
struct SaveScenario {
    std::string path;
};
/// Write the Python listing into that file.
struct SaveListing {
    std::string path;
};
/// Open that file, whatever it is: a recording, a Python program, a scenario.
struct OpenFile {
    std::string path;
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
    std::variant<PlayPause, Play, ToggleClock, RunAgain, Step, GoToStart, GoToEnd, Seek, JumpTo,
                 ToggleBookmark, SetSpeed, SetAxis, SetZoom, ZoomBy, PanBy, ScrollRows, FollowRows,
                 HoldRows, Select, SelectNext, SetLanguage, SetTheme, SetListing, SetScale,
                 ShowSide, FilterEvents, FilterGroups, OpenHelp, OpenPalette, Present, ShowCaptions,
                 TurnToCaption, SetBlank, SetReducedMotion, ShowAllArrows, ToggleTrack, ToggleLoops,
                 ShowPart, GoToPart, TurnPart, AnswerQuestion, Predict, Guess, OpenMenu, Touch,
                 ChooseTouch, RemoveTouch, RemoveAllTouches, SwitchTouch, DragTouch, ShowTouches,
                 Undo, Redo, DismissGhost, Compare, ToggleCompare, OpenPathCard, SaveScenario,
                 SaveListing, OpenFile, ShowBuilding, Build, ChooseStep, ToggleFullScreen,
                 OpenChooser, OpenLesson, SetVariant, NextVariant, OpenExport, ChooseExport,
                 StartExport, StopExport, DismissNotice, Quit>;
using Intents = std::vector<Intent>;

}  // namespace coroscope::viz
