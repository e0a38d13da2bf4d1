#include "viz/panels/frame.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/model/playback.hpp"
#include "viz/panels/axis_switch.hpp"
#include "viz/panels/caption.hpp"
#include "viz/panels/code.hpp"
#include "viz/panels/compare.hpp"
#include "viz/panels/export_dialog.hpp"
#include "viz/panels/help.hpp"
#include "viz/panels/inspector.hpp"
#include "viz/panels/lesson.hpp"
#include "viz/panels/lesson_caption.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/notice.hpp"
#include "viz/panels/palette.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/path_card.hpp"
#include "viz/panels/predict.hpp"
#include "viz/panels/side.hpp"
#include "viz/panels/stage.hpp"
#include "viz/panels/task_menu.hpp"
#include "viz/panels/timeline.hpp"
#include "viz/panels/topbar.hpp"
#include "viz/panels/touches.hpp"
#include "viz/panels/transport.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

void begin_full_window(ImVec2 size) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin("coroscope", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoScrollWithMouse);
}

void end_full_window() {
    ImGui::End();
    ImGui::PopStyleVar(3);
}

std::string moment_text(const Scene& scene) {
    const auto position = scene.view.playback.position;
    const std::size_t beat = beat_at(scene.film.beats, position);
    const std::string live =
        scene.live != nullptr ? std::string{scene.word(Str::live)} + "  ·  " : "";
    // How many are still to come is for those who guess to find out.
    const std::string which =
        scene.view.prediction.on
            ? tr(scene.view.language, Str::beat_number, {std::to_string(beat)})
            : tr(scene.view.language, Str::beat_of,
                 {std::to_string(beat), std::to_string(scene.film.beats.last())});
    return live + clock_text(static_cast<std::int64_t>(time_at(scene.film.beats, position))) +
           " s  ·  " + which;
}

// Names the misconception that has just failed, in the middle of the stage's header.
void draw_myth_badge(Canvas& canvas, const Rect& header, const Scene& scene) {
    const lessons::Part* myth = myth_at_cursor(scene);
    if (myth == nullptr) {
        return;
    }
    const std::string text = scene.word(Str::myth_busted) + std::string{" "} +
                             plain_line(in(scene.view.language, myth->heading));
    const TextStyle style{.face = Face::semibold,
                          .size = type::small,
                          .colour = canvas.theme().warning,
                          .align = Align::centre};
    const Rect room = header.without_left(canvas.px(90)).without_right(canvas.px(230));
    const float width = std::min(room.width(), canvas.text_width(text, style) + canvas.px(26));
    const Rect badge = snapped(Rect::sized(room.centre().x - width / 2, header.min.y + canvas.px(4),
                                           width, header.height() - canvas.px(8)));
    canvas.box(badge, canvas.theme().warning_fill, canvas.theme().warning, canvas.px(6));
    canvas.text(badge.inset(canvas.px(10), 0), text, style);
}

void stage_panel(Canvas& canvas, const Rect& area, const Scene& scene, const Why& why, bool compact,
                 Intents& intents) {
    // In a low window a presenter's stage has no header: the transport says as much.
    const bool bare = scene.view.presenting && area.height() < canvas.px(370);
    if (bare) canvas.box(area, canvas.theme().panel, canvas.theme().edge, canvas.px(8));
    const Rect inside = bare
                            ? area.inset(1)
                            : panel_frame(canvas, area, scene.word(Str::stage), moment_text(scene));
    draw_myth_badge(canvas, (bare ? inside : area).top(canvas.px(header_height)), scene);
    const bool low = scene.view.presenting ? area.height() < canvas.px(300) : compact;
    const Rect caption = inside.bottom(caption_height(canvas, scene, low));
    const double position = scene.view.playback.position;
    // With less motion nothing travels: tokens are here, then there.
    const double fraction =
        scene.view.reduced_motion ? 0 : fraction_to_next(scene.film.beats, position);
    const std::size_t beat = beat_at(scene.film.beats, position);
    const std::size_t before = beat > 0 ? scene.film.beats[beat - 1].seq : scene.now.seq;
    draw_stage(
        canvas, inside.without_bottom(caption.height()),
        {scene.film.recording, scene.film.cast, scene.now, scene.next, scene.view,
         static_cast<float>(fraction), time_at(scene.film.beats, position), why.chain, before},
        intents);
    draw_caption(canvas, caption, scene);
}

void timeline_panel(Controls& controls, const Rect& area, const Scene& scene, const Why& why,
                    Intents& intents) {
    Canvas& canvas = controls.canvas();
    // In a low window the rows of a presenter's timeline need the header's room.
    const bool bare = scene.view.presenting && area.height() < canvas.px(240);
    if (bare) canvas.box(area, canvas.theme().panel, canvas.theme().edge, canvas.px(8));
    const Rect inside = bare ? area.inset(1) : panel_frame_bare(canvas, area);
    if (!bare) draw_axis_switch(controls, area.top(canvas.px(header_height)), scene, intents);
    const TimelineInput input{.recording = scene.film.recording,
                              .beats = scene.film.beats,
                              .tracks = scene.film.tracks,
                              .view = scene.view,
                              .chain = why.chain,
                              .touched = &scene.touched,
                              .touchable = scene.can_touch(),
                              .follow = scene.moved};
    draw_comparison(controls, inside, scene, input, intents);
    if (bare) {
        const float names = timeline_margins(canvas, inside, input).names;
        draw_axis_corner(controls, inside, names, scene, intents);
    }
}

// The reason of the task that the inspector shows. Only a selected task's is drawn elsewhere too.
Why reason(const Scene& scene) {
    return why_not_running(scene.film.recording, scene.now, inspected(scene),
                           time_at(scene.film.beats, scene.view.playback.position),
                           scene.view.language);
}

// A part of the text that needs more room than it has, a question with its choices and the reason
// most of all, takes some of the listing's, but leaves it the larger half; a question, or a page
// below which a misconception is named, leaves it less where nothing else will do.
void make_room_for_text(Layout& layout, const Scene& scene, const Canvas& canvas) {
    const bool question = scene.view.part < page_count(scene.lesson) &&
                          scene.lesson.parts[static_cast<std::size_t>(scene.view.part)].kind ==
                              lessons::PartKind::question;
    if (layout.lesson.empty()) {
        return;
    }
    if (scene.lesson.parts.empty()) {
        // Somebody's own program: all of the column is for its listing.
        layout.code.min.y = std::exchange(layout.lesson, {}).min.y;
        return;
    }
    const float both = layout.lesson.height() + layout.code.height();
    const float share = question || myth_at_cursor(scene) != nullptr ? 0.6f : 0.5f;
    const float wanted = std::max(
        canvas.px(question ? 320 : 256),
        std::min(lesson_height(canvas, layout.lesson.width(), scene, !layout.stage.empty()),
                 both * share));
    const float missing = std::round(wanted - layout.lesson.height());
    if (missing > 0) {
        layout.lesson.max.y += missing;
        layout.code.min.y += missing;
    }
}

// What no part of the text needs is the listing's, where its letters grow by that: how much it is
// depends on no page, so that the listing stands still while they are turned. False where there is
// nothing to share.
bool share_with_listing(Layout& layout, const Scene& scene, const Canvas& canvas) {
    if (layout.lesson.empty() || layout.code.empty() || scene.lesson.parts.empty()) return false;
    const float needed = whole_lesson_height(canvas, layout.lesson.width(), scene);
    const float height = layout.code.height();
    const float most = height + std::max(0.0f, std::floor(layout.lesson.height() - needed));
    const float given = listing_height(canvas, layout.code.width(), height, most, scene) - height;
    layout.lesson.max.y -= given;
    layout.code.min.y -= given;
    return given > 0;
}

// Presenting, the side panel stands below the listing; else beside the timeline, with which it
// grows.
void give_stage_to_timeline(Layout& layout, bool presenting) {
    layout.timeline.min.y = layout.stage.min.y;
    if (!presenting) layout.side.min.y = layout.stage.min.y;
    layout.stage = {};
}

// A presenter's black or white screen: all of the window in one colour, until a key is pressed.
void draw_blank(ImVec2 size, Blank blank) {
    const ImU32 colour = blank == Blank::white ? IM_COL32_WHITE : IM_COL32_BLACK;
    ImGui::GetForegroundDrawList()->AddRectFilled({0, 0}, size, colour);
}

// A ring around the pointer, so that the last row sees what is meant.
void draw_pointer(Canvas& canvas) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (!ImGui::IsMousePosValid(&mouse) || mouse.x <= 0 || mouse.y <= 0) {
        return;
    }
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const ImU32 colour = canvas.theme().look(Look::ready).edge;
    list.AddCircleFilled(mouse, canvas.px(26), with_alpha(colour, 0.22f));
    list.AddCircle(mouse, canvas.px(26), colour, 0, canvas.px(3));
}

}  // namespace

Intents draw_frame(const FrameMeans& means, ControlsState& state, const Scene& scene) {
    Intents intents;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    begin_full_window(size);
    begin_controls(state);
    Canvas canvas{*ImGui::GetWindowDrawList(),
                  means.fonts,
                  theme(scene.view.theme),
                  means.patterns,
                  means.scale,
                  means.log};
    Controls controls{canvas, state};
    const View& view = scene.view;
    Layout layout = make_layout(size, means.scale, !view.notice.empty(), view.presenting,
                                told(scene.lesson, view), view.side == SideTab::events,
                                !scene.program.python.empty());
    // Two timelines need the room of the stage where there is no other.
    const bool comparing =
        !view.rival.empty() && scene.touched.rival != nullptr && !view.prediction.on;
    if (comparing && layout.compact) give_stage_to_timeline(layout, view.presenting);
    if (!view.presenting && !share_with_listing(layout, scene, canvas))
        make_room_for_text(layout, scene, canvas);
    const Why why = reason(scene);
    const Why selected = view.selection ? why : Why{};

    draw_topbar(controls, layout.topbar, scene, intents);
    draw_notice(controls, layout.notice, scene, intents);
    draw_lesson_caption(controls, layout.caption, scene, intents);
    if (!layout.lesson.empty()) {
        draw_lesson(controls, layout.lesson, scene, means.scroll_lesson, !layout.stage.empty(),
                    intents);
    }
    if (!layout.code.empty()) {
        draw_code(controls, layout.code, scene, intents);
    }
    if (!layout.stage.empty()) {
        stage_panel(canvas, layout.stage, scene, selected, layout.compact, intents);
    }
    if (view.prediction.on) {
        draw_predict(controls, layout.timeline, scene, intents);
    } else {
        timeline_panel(controls, layout.timeline, scene, selected, intents);
    }
    if (!layout.inspector.empty()) {
        draw_inspector(controls, layout.inspector, scene, why, intents);
    }
    if (!layout.side.empty()) {
        draw_side(controls, layout.side, scene, why, layout.inspector.empty(), intents);
    }
    draw_transport(controls, layout.transport, scene, layout.compact, intents);
    draw_chooser(controls, layout.topbar, scene, intents);
    draw_task_menu(controls, size, layout.stage.empty() ? layout.timeline : layout.stage, scene,
                   intents);
    draw_touches(controls, size, layout.timeline, scene, intents);
    draw_path_card(controls, size, scene, intents);
    draw_help(canvas, size, scene, intents);
    draw_palette(controls, size, scene, intents);
    draw_export_dialog(controls, size, scene, intents);
    if (view.presenting) {
        draw_pointer(canvas);
    }
    if (view.blank != Blank::none) {
        draw_blank(size, view.blank);
    }

    end_controls(state);
    end_full_window();
    return intents;
}

}  // namespace coroscope::viz
