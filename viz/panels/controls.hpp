// Buttons and other things to click, drawn by us and pressed through Dear ImGui: mouse, and the
// keyboard by Tab (next), Shift+Tab (previous) and Enter (press).
//
// Thread rule: the window's thread. Invariant: what lasts from frame to frame is in ControlsState,
// which the app owns.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "viz/model/event_list.hpp"
#include "viz/model/view.hpp"
#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

/// Which control has the keyboard, from one frame to the next.
struct ControlsState {
    ImGuiID focused = 0;
    bool press = false;            ///< Enter was hit: the focused control is pressed in this frame
    std::vector<ImGuiID> order;    ///< the controls of the last frame, in Tab order
    std::vector<ImGuiID> drawing;  ///< those of the present frame so far
    bool focus_search = false;     ///< the search field takes the keyboard in the next frame
    int menu_row = 0;              ///< the chosen line of the task's menu
    std::array<std::string, 4> path_texts;  ///< what is typed as a path, by PathCard
    int palette_row = 0;                    ///< the chosen command of the palette
    std::string palette_text;               ///< what is typed there
    std::string export_file;                ///< and into the export dialog: the file's name
    EventSearch found;                      ///< the events that the list shows

    /// Of each card its own: what was opened is not what is saved.
    std::string& path_text(PathCard card) { return path_texts[static_cast<std::size_t>(card)]; }
    /// Another lesson is not saved under the name of the last one.
    void forget_names() {
        for (const PathCard card : {PathCard::save, PathCard::save_listing}) path_text(card) = {};
    }
};

/// Begins a frame: forgets the order of the last but one.
void begin_controls(ControlsState& state);
/// Ends it: a focus whose control is gone goes too, and an Enter is used up.
void end_controls(ControlsState& state);
/// Moves the focus to the next (+1) or previous (-1) control.
void move_focus(ControlsState& state, int direction);

struct ButtonStyle {
    bool chosen = false;     ///< pressed in, as the present choice of several
    bool quiet = false;      ///< no background until the mouse is there
    Icon icon = Icon::none;  ///< before the label, or alone
    Face face = Face::ui;
    float size = type::small;
    Align align = Align::centre;
    std::string_view tip;  ///< shown beside the mouse
};

class Controls {
public:
    Controls(Canvas& canvas, ControlsState& state) : canvas_(canvas), state_(state) {}

    struct Response {
        bool hovered = false;
        bool held = false;
        bool pressed = false;  ///< by mouse or by Enter
        bool focused = false;
    };

    /// A bare area that can be clicked and focused; the caller draws it.
    Response area(const char* id, const Rect& rect);
    /// True when it was pressed.
    bool button(const char* id, const Rect& rect, std::string_view label,
                const ButtonStyle& style = {});
    /// How wide a button must be for its label.
    [[nodiscard]] float button_width(std::string_view label, const ButtonStyle& style = {}) const;
    /// The ring around what has the keyboard.
    void focus_ring(const Rect& rect, float radius);

    [[nodiscard]] Canvas& canvas() { return canvas_; }
    [[nodiscard]] ControlsState& state() { return state_; }

private:
    Canvas& canvas_;
    ControlsState& state_;
};

}  // namespace coroscope::viz
