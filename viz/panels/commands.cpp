#include "viz/panels/commands.hpp"

#include <algorithm>

#include "viz/panels/apply.hpp"
#include "viz/panels/transport.hpp"

namespace coroscope::viz {

namespace {

SideTab next_tab(SideTab tab) {
    switch (tab) {
        case SideTab::console:
            return SideTab::events;
        case SideTab::events:
            return SideTab::inspector;
        case SideTab::inspector:
            break;
    }
    return SideTab::console;
}

constexpr double zoom_step = 1.5;
constexpr double pan_step = 0.25;  // of what is seen

SetBlank blanked(const View& view, Blank blank) {
    return {view.blank == blank ? Blank::none : blank};
}

using Action = Intervention::Action;

// Delete: the chosen mark goes; else the menu of the selected task opens.
Intent delete_from(const View& view) {
    if (view.touched) {
        return RemoveTouch{*view.touched};
    }
    const bool task = view.selection.kind() == trace::PartyKind::task;
    return OpenMenu{{.open = true, .task = task ? view.selection : trace::Party{}}};
}

template <Action action>
Intent touch_selected(const View& view, float) {
    return Touch{.action = action, .task = view.selection, .exception = {}};
}

constexpr char value_error[] = "ValueError";
constexpr char timeout_error[] = "TimeoutError";
constexpr char os_error[] = "OSError";

template <const char* type>
Intent raise_in_selected(const View& view, float) {
    return Touch{.action = Action::raise, .task = view.selection, .exception = type};
}

template <StepKind kind, int direction>
Intent step(const View&, float) {
    return Step{kind, direction};
}

template <JumpKind kind, int direction>
Intent jump(const View&, float) {
    return JumpTo{kind, direction};
}

Intent clock_switched(const View&, float) { return ToggleClock{}; }

Intent run_again(const View&, float) { return RunAgain{}; }

Intent listing_to_save(const View&, float) { return OpenPathCard{PathCard::save_listing}; }

Intent toggled_building(const View& view, float) { return ShowBuilding{!view.building.shown}; }

Intent sandbox_begun_anew(const View&, float) { return Build{}; }

const Command commands[] = {
    {Str::group_time,
     Str::do_play,
     {Key::space},
     [](const View&, float) -> Intent { return PlayPause{}; }},
    {Str::group_time,
     Str::do_play_back,
     {.key = Key::space, .shift = true},
     [](const View&, float) -> Intent { return Play{-1}; }},
    {Str::group_time, Str::do_beat, {Key::right}, step<StepKind::beat, 1>, Str::do_beat_on},
    {Str::group_time, Str::do_beat, {Key::left}, step<StepKind::beat, -1>, Str::do_beat_back},
    {Str::group_time,
     Str::do_task_step,
     {.key = Key::right, .shift = true},
     step<StepKind::task_step, 1>,
     Str::do_task_step_on},
    {Str::group_time,
     Str::do_task_step,
     {.key = Key::left, .shift = true},
     step<StepKind::task_step, -1>,
     Str::do_task_step_back},
    {Str::group_time,
     Str::do_iteration,
     {.key = Key::right, .control = true},
     step<StepKind::iteration, 1>,
     Str::do_iteration_on},
    {Str::group_time,
     Str::do_iteration,
     {.key = Key::left, .control = true},
     step<StepKind::iteration, -1>,
     Str::do_iteration_back},
    {Str::group_time,
     Str::do_instant,
     {.key = Key::right, .alt = true},
     step<StepKind::instant, 1>,
     Str::do_instant_on},
    {Str::group_time,
     Str::do_instant,
     {.key = Key::left, .alt = true},
     step<StepKind::instant, -1>,
     Str::do_instant_back},
    {Str::group_time,
     Str::do_ends,
     {Key::home},
     [](const View&, float) -> Intent { return GoToStart{}; },
     Str::do_first_beat},
    {Str::group_time,
     Str::do_ends,
     {Key::end},
     [](const View&, float) -> Intent { return GoToEnd{}; },
     Str::do_last_beat},
    {Str::group_time,
     Str::do_speed,
     {Key::bracket_left},
     [](const View& view, float) -> Intent {
         return SetSpeed{next_speed(view.playback.speed, -1, false)};
     },
     Str::do_slower},
    {Str::group_time,
     Str::do_speed,
     {Key::bracket_right},
     [](const View& view, float) -> Intent {
         return SetSpeed{next_speed(view.playback.speed, 1, false)};
     },
     Str::do_faster},
    {Str::group_jump, Str::do_print, {Key::letter_p}, jump<JumpKind::print, 1>, Str::do_next_print},
    {Str::group_jump,
     Str::do_print,
     {.key = Key::letter_p, .shift = true},
     jump<JumpKind::print, -1>,
     Str::do_previous_print},
    {Str::group_jump,
     Str::do_cancel,
     {Key::letter_c},
     jump<JumpKind::cancel, 1>,
     Str::do_next_cancel},
    {Str::group_jump,
     Str::do_cancel,
     {.key = Key::letter_c, .shift = true},
     jump<JumpKind::cancel, -1>,
     Str::do_previous_cancel},
    {Str::group_jump,
     Str::do_change,
     {Key::letter_s},
     jump<JumpKind::change, 1>,
     Str::do_next_change},
    {Str::group_jump,
     Str::do_change,
     {.key = Key::letter_s, .shift = true},
     jump<JumpKind::change, -1>,
     Str::do_previous_change},
    {Str::group_jump,
     Str::do_bookmark,
     {Key::letter_m},
     [](const View&, float) -> Intent { return ToggleBookmark{}; }},
    {Str::group_jump,
     Str::do_bookmarks,
     {Key::letter_n},
     jump<JumpKind::bookmark, 1>,
     Str::do_next_bookmark},
    {Str::group_jump,
     Str::do_bookmarks,
     {.key = Key::letter_n, .shift = true},
     jump<JumpKind::bookmark, -1>,
     Str::do_previous_bookmark},
    {Str::group_touch,
     Str::do_touch,
     {Key::del},
     [](const View& view, float) -> Intent { return delete_from(view); }},
    {Str::group_touch,
     Str::do_interrupt,
     {.key = Key::letter_c, .control = true},
     [](const View&, float) -> Intent { return Touch{}; }},
    {Str::group_touch,
     Str::do_undo,
     {.key = Key::letter_z, .control = true},
     [](const View&, float) -> Intent { return Undo{}; },
     Str::undo},
    {Str::group_touch,
     Str::do_undo,
     {.key = Key::letter_z, .shift = true, .control = true},
     [](const View&, float) -> Intent { return Redo{}; },
     Str::redo},
    {Str::group_touch,
     Str::do_touches,
     {Key::letter_i},
     [](const View& view, float) -> Intent { return ShowTouches{!view.touches_open}; }},
    {Str::group_touch,
     Str::do_ghost,
     {Key::letter_h},
     [](const View&, float) -> Intent { return DismissGhost{}; }},
    {Str::group_touch,
     Str::do_compare,
     {Key::letter_o},
     [](const View&, float) -> Intent { return ToggleCompare{}; }},
    {Str::group_touch,
     Str::do_scenario,
     {.key = Key::letter_s, .control = true},
     [](const View&, float) -> Intent { return OpenPathCard{PathCard::save}; },
     Str::save_title},
    {Str::group_touch,
     Str::do_scenario,
     {.key = Key::letter_o, .control = true},
     [](const View&, float) -> Intent { return OpenPathCard{PathCard::open}; },
     Str::open_title},
    {Str::group_touch, Str::do_clock, {.key = Key::letter_t, .control = true}, clock_switched},
    {Str::group_touch, Str::do_run_again, {.key = Key::letter_r, .control = true}, run_again},
    {Str::group_touch, Str::do_save_listing, {}, listing_to_save},
    {Str::group_touch, Str::do_build, {}, toggled_building},
    {Str::group_touch, Str::do_start_over, {}, sandbox_begun_anew},
    {Str::group_touch, Str::do_cancel_here, {}, touch_selected<Action::cancel>},
    {Str::group_touch, Str::do_complete_here, {}, touch_selected<Action::complete>},
    {Str::group_touch, Str::do_raise_value, {}, raise_in_selected<value_error>},
    {Str::group_touch, Str::do_raise_timeout, {}, raise_in_selected<timeout_error>},
    {Str::group_touch, Str::do_raise_os, {}, raise_in_selected<os_error>},
    {Str::group_touch, Str::do_block_here, {}, touch_selected<Action::block>},
    {Str::group_timeline,
     Str::do_axis,
     {Key::letter_t},
     [](const View& view, float) -> Intent {
         return SetAxis{view.axis == AxisKind::steps ? AxisKind::time : AxisKind::steps};
     }},
    {Str::group_timeline,
     Str::do_arrows,
     {Key::letter_a},
     [](const View& view, float) -> Intent { return ShowAllArrows{!view.all_arrows}; }},
    {Str::group_timeline,
     Str::do_zoom,
     {Key::letter_z},
     [](const View&, float) -> Intent { return ZoomBy{zoom_step}; },
     Str::do_zoom_in},
    {Str::group_timeline,
     Str::do_zoom,
     {.key = Key::letter_z, .shift = true},
     [](const View&, float) -> Intent { return ZoomBy{1 / zoom_step}; },
     Str::do_zoom_out},
    {Str::group_timeline,
     Str::do_pan,
     {Key::letter_x},
     [](const View&, float) -> Intent { return PanBy{pan_step}; },
     Str::do_pan_right},
    {Str::group_timeline,
     Str::do_pan,
     {.key = Key::letter_x, .shift = true},
     [](const View&, float) -> Intent { return PanBy{-pan_step}; },
     Str::do_pan_left},
    {Str::group_timeline,
     Str::do_fit,
     {Key::letter_f},
     [](const View&, float) -> Intent { return SetZoom{}; }},
    {Str::group_timeline,
     Str::do_rows,
     {.key = Key::down, .shift = true},
     [](const View& view, float) -> Intent { return ScrollRows{view.rows_scroll + 1}; },
     Str::do_rows_down},
    {Str::group_timeline,
     Str::do_rows,
     {.key = Key::up, .shift = true},
     [](const View& view, float) -> Intent { return ScrollRows{view.rows_scroll - 1}; },
     Str::do_rows_up},
    {Str::group_timeline,
     Str::do_fold,
     {Key::letter_y},
     [](const View&, float) -> Intent { return ToggleLoops{}; }},
    {Str::group_timeline,
     Str::do_select,
     {Key::letter_j},
     [](const View&, float) -> Intent { return SelectNext{1}; },
     Str::do_select_next},
    {Str::group_timeline,
     Str::do_select,
     {.key = Key::letter_j, .shift = true},
     [](const View&, float) -> Intent { return SelectNext{-1}; },
     Str::do_select_previous},
    {Str::group_view,
     Str::do_variant,
     {Key::letter_v},
     [](const View&, float) -> Intent { return NextVariant{}; }},
    {Str::group_view,
     Str::do_listing,
     {Key::letter_k},
     [](const View& view, float) -> Intent {
         return SetListing{view.listing == Listing::python ? Listing::cpp : Listing::python};
     }},
    {Str::group_view,
     Str::do_side,
     {Key::letter_e},
     [](const View& view, float) -> Intent { return ShowSide{next_tab(view.side)}; }},
    {Str::group_view,
     Str::do_find,
     {.key = Key::letter_f, .control = true},
     [](const View&, float) -> Intent {
         return ShowSide{SideTab::events, true};
     }},
    {Str::group_view,
     Str::do_language,
     {Key::letter_l},
     [](const View& view, float) -> Intent {
         return SetLanguage{view.language == Language::chinese ? Language::english
                                                               : Language::chinese};
     }},
    {Str::group_view,
     Str::do_theme,
     {Key::letter_d},
     [](const View& view, float) -> Intent { return SetTheme{next_theme(view.theme)}; }},
    {Str::group_view,
     Str::do_motion,
     {Key::letter_r},
     [](const View& view, float) -> Intent { return SetReducedMotion{!view.reduced_motion}; }},
    {Str::group_view,
     Str::do_scale,
     {.key = Key::plus, .control = true},
     [](const View&, float scale) -> Intent { return SetScale{stepped_scale(scale, 1)}; },
     Str::do_scale_up},
    {Str::group_view,
     Str::do_scale,
     {.key = Key::minus, .control = true},
     [](const View&, float scale) -> Intent { return SetScale{stepped_scale(scale, -1)}; },
     Str::do_scale_down},
    {Str::group_view,
     Str::do_scale,
     {.key = Key::zero, .control = true},
     [](const View&, float) -> Intent { return SetScale{0}; },
     Str::do_scale_normal},
    {Str::group_class,
     Str::do_part,
     {Key::letter_g},
     [](const View&, float) -> Intent { return TurnPart{1}; },
     Str::do_text_on},
    {Str::group_class,
     Str::do_part,
     {.key = Key::letter_g, .shift = true},
     [](const View&, float) -> Intent { return TurnPart{-1}; },
     Str::do_text_back},
    {Str::group_class,
     Str::do_predict,
     {Key::letter_q},
     [](const View& view, float) -> Intent { return Predict{!view.prediction.on}; }},
    {Str::group_class,
     Str::do_present,
     {Key::f5},
     [](const View& view, float) -> Intent { return Present{!view.presenting}; }},
    {Str::group_class,
     Str::do_captions,
     {Key::letter_u},
     [](const View& view, float) -> Intent { return ShowCaptions{!view.captions}; }},
    {Str::group_class,
     Str::do_clicker,
     {Key::page_down},
     step<StepKind::beat, 1>,
     Str::do_clicker_on},
    {Str::group_class,
     Str::do_clicker,
     {Key::page_up},
     step<StepKind::beat, -1>,
     Str::do_clicker_back},
    {Str::group_class,
     Str::do_blank,
     {Key::letter_b},
     [](const View& view, float) -> Intent { return blanked(view, Blank::black); },
     Str::do_black_screen},
    {Str::group_class,
     Str::do_blank,
     {Key::period},
     [](const View& view, float) -> Intent { return blanked(view, Blank::black); },
     Str::do_black_by_clicker},
    {Str::group_class,
     Str::do_blank,
     {Key::letter_w},
     [](const View& view, float) -> Intent { return blanked(view, Blank::white); },
     Str::do_white_screen},
    {Str::group_class,
     Str::do_full,
     {Key::f11},
     [](const View&, float) -> Intent { return ToggleFullScreen{}; }},
    {Str::group_class,
     Str::do_export,
     {.key = Key::letter_e, .control = true},
     [](const View& view, float) -> Intent { return OpenExport{!view.exporting.open}; }},
    {Str::group_class,
     Str::do_palette,
     {.key = Key::letter_p, .control = true},
     [](const View& view, float) -> Intent { return OpenPalette{!view.palette_open}; }},
    {Str::group_class,
     Str::do_help,
     {Key::question},
     [](const View& view, float) -> Intent { return OpenHelp{!view.help_open}; }},
    {Str::group_class,
     Str::do_quit,
     {.key = Key::letter_q, .control = true},
     [](const View&, float) -> Intent { return Quit{}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_1},
     [](const View&, float) -> Intent { return OpenLesson{1}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_2},
     [](const View&, float) -> Intent { return OpenLesson{2}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_3},
     [](const View&, float) -> Intent { return OpenLesson{3}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_4},
     [](const View&, float) -> Intent { return OpenLesson{4}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_5},
     [](const View&, float) -> Intent { return OpenLesson{5}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_6},
     [](const View&, float) -> Intent { return OpenLesson{6}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_7},
     [](const View&, float) -> Intent { return OpenLesson{7}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_8},
     [](const View&, float) -> Intent { return OpenLesson{8}; }},
    {Str::group_class,
     Str::do_lesson,
     {Key::digit_9},
     [](const View&, float) -> Intent { return OpenLesson{9}; }},
};

// What Escape does: with nothing open it takes the selection away. Presenting, it ends that before
// it changes what the class looks at.
Intent escape_from(const View& view) {
    if (const std::optional<Intent> closes = closes_on_top(view)) return *closes;
    if (view.presenting) return Present{false};
    if (!view.notice.empty()) return DismissNotice{};
    if (view.touched) return ChooseTouch{};
    if (!view.rival.empty()) return Compare{};
    return Select{};
}

}  // namespace

ThemeName next_theme(ThemeName theme) {
    switch (theme) {
        case ThemeName::dark:
            return ThemeName::light;
        case ThemeName::light:
            return ThemeName::high_contrast;
        case ThemeName::high_contrast:
            break;
    }
    return ThemeName::dark;
}

std::span<const Command> all_commands() { return commands; }

std::optional<Intent> closes_on_top(const View& view) {
    if (view.blank != Blank::none) return SetBlank{Blank::none};
    if (view.drag.on) return DragTouch{DragTouch::Phase::put_back};
    if (view.path_card != PathCard::none) return OpenPathCard{PathCard::none};
    if (view.menu.open) return OpenMenu{};
    if (view.palette_open) return OpenPalette{false};
    if (view.exporting.open) return OpenExport{false};
    if (view.help_open) return OpenHelp{false};
    if (view.chooser_open) return OpenChooser{false};
    if (view.touches_open) return ShowTouches{false};
    return std::nullopt;
}

std::optional<Intent> intent_for(const KeyPress& press, const View& view, float scale) {
    if (press.key == Key::escape) {
        return escape_from(view);
    }
    if (press.key == Key::none) {
        return std::nullopt;
    }
    const auto found = std::find_if(std::begin(commands), std::end(commands),
                                    [&](const Command& each) { return each.press == press; });
    if (found == std::end(commands)) {
        return std::nullopt;
    }
    return found->intent(view, scale);
}

}  // namespace coroscope::viz
