#include "viz/panels/timeline.hpp"

#include <algorithm>
#include <cmath>

#include "viz/model/rows.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/strings.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

constexpr double wheel_zoom = 1.25;
constexpr double wheel_pan = 90;  // design pixels a notch

void set_zoom(Intents& intents, const TimelineScene& scene, Zoom zoom) {
    const View& view = scene.input.view;
    zoom = clamped(zoom, scene.input.beats);
    if (zoom.zoom != view.zoom || zoom.scroll != view.scroll)
        intents.push_back(SetZoom{zoom.zoom, zoom.scroll});
}

void seek(Intents& intents, const Canvas& canvas, const TimelineScene& scene, float x) {
    const double position = clicked_position(canvas, scene, x);
    if (position != scene.input.view.playback.position) intents.push_back(Seek{position});
}

void select_track(Intents& intents, const TimelineScene& scene, std::size_t track) {
    const Track& chosen = scene.track(track);
    const TimelineRow* row = scene.row_of(track);
    const bool folds = chosen.kind == TrackKind::thread || chosen.kind == TrackKind::loop;
    if (folds && row != nullptr && row->low) return;
    if (folds)
        return intents.push_back(
            ToggleTrack{static_cast<std::uint32_t>(track), scene.layout.scrolled});
    const trace::Party party = selectable(chosen);
    if (!party) return;
    intents.push_back(Select{scene.input.view.selection == party ? trace::Party{} : party});
}

/// The wheel over the plot: zoom at the mouse, with shift (or sideways) pan.
void plot_wheel(Intents& intents, const Canvas& canvas, const TimelineScene& scene) {
    const ImGuiIO& io = ImGui::GetIO();
    const double pan = io.KeyShift ? io.MouseWheel : io.MouseWheelH;
    if (pan != 0) {
        set_zoom(intents, scene, scene.axis.panned(pan * canvas.px(wheel_pan)));
    } else if (io.MouseWheel != 0 && !io.KeyShift) {
        const double factor = std::pow(wheel_zoom, io.MouseWheel);
        set_zoom(intents, scene, scene.axis.zoomed(factor, io.MousePos.x));
    }
}

/// The left button: on a bar a click selects and a drag seeks, elsewhere both seek.
void plot_left_button(Intents& intents, const Canvas& canvas, const TimelineScene& scene) {
    const ImGuiIO& io = ImGui::GetIO();
    const TimelineHit origin = hit_test(canvas, scene, io.MouseClickedPos[0]);
    const bool on_item = origin.track && origin.span && selectable(scene.track(*origin.track));
    const bool dragged = ImGui::IsMouseDragging(0, canvas.px(4));
    if (ImGui::IsItemActive() && ImGui::IsMouseDown(0) && (!on_item || dragged))
        seek(intents, canvas, scene, io.MousePos.x);
    const float moved = std::hypot(io.MousePos.x - io.MouseClickedPos[0].x,
                                   io.MousePos.y - io.MouseClickedPos[0].y);
    if (ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(0) && on_item && moved < canvas.px(4))
        select_track(intents, scene, *origin.track);
}

/// The right button goes there and asks what can be done to the row's task; on a mark of something
/// done it chooses that.
void plot_right_button(Intents& intents, const Canvas& canvas, const TimelineScene& scene) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const TimelineHit hit = hit_test(canvas, scene, mouse);
    if (hit.touch) return intents.push_back(ChooseTouch{hit.touch});
    intents.push_back(Seek{clicked_position(canvas, scene, mouse.x)});
    const bool task = hit.track && scene.track(*hit.track).kind == TrackKind::task;
    const trace::Party party =
        task ? trace::Party::task(scene.track(*hit.track).task) : trace::Party{};
    intents.push_back(OpenMenu{{.open = true, .task = party, .x = mouse.x, .y = mouse.y}});
}

void plot_note(const Canvas& canvas, const TimelineScene& scene) {
    const TimelineHit hit = hit_test(canvas, scene, ImGui::GetIO().MousePos);
    if (!hit.track) return;
    const TimelineInput& input = scene.input;
    const Track& track = scene.track(*hit.track);
    if (hit.touch) {
        tooltip(canvas, touch_note(scene, *hit.touch));
    } else if (hit.mark) {
        std::string note = mark_note(scene.source(), input.tracks.marks[*hit.mark]);
        if (hit.marks > 1)
            note += "\n" + tr(scene.language(), Str::marks_here, {count_text(hit.marks - 1)});
        tooltip(canvas, note);
    } else if (hit.count > 1) {
        tooltip(canvas, crowd_note(scene.source(), track, scene.axis, hit.first, hit.count));
    } else if (hit.span) {
        tooltip(canvas, span_note(scene.source(), track, track.spans[*hit.span]));
    }
}

void plot_input(Canvas& canvas, const TimelineScene& scene, Intents& intents) {
    const TimelineLayout& layout = scene.layout;
    const Rect plot{{layout.rows_area.x, layout.ruler.y},
                    {layout.rows_area.right(), layout.rows_area.bottom()}};
    if (plot.width() < 1 || plot.height() < 1) return;
    ImGui::SetCursorScreenPos(plot.min);
    ImGui::InvisibleButton("plot", {plot.width(), plot.height()},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
    if (ImGui::IsItemHovered()) {
        plot_wheel(intents, canvas, scene);
        if (!ImGui::IsItemActive()) plot_note(canvas, scene);
        if (ImGui::IsMouseDoubleClicked(0)) set_zoom(intents, scene, {});
    }
    const bool panning = ImGui::IsItemActive() && ImGui::IsMouseDown(2);
    if (panning && ImGui::GetIO().MouseDelta.x != 0)
        set_zoom(intents, scene, scene.axis.panned(ImGui::GetIO().MouseDelta.x));
    // What is under the mouse stays there until it is let go.
    if (ImGui::IsItemActivated() && !layout.all_high) intents.push_back(HoldRows{});
    if (scene.input.view.rows_held && !ImGui::IsMouseDown(0) && !ImGui::IsMouseDown(2))
        intents.push_back(HoldRows{false});
    if (scene.input.touchable && ImGui::IsItemHovered() && ImGui::IsMouseClicked(1))
        plot_right_button(intents, canvas, scene);
    if (!panning && !touch_input(canvas, scene, intents)) plot_left_button(intents, canvas, scene);
}

/// Over the names the wheel scrolls the rows; a click selects the task, or folds a thread or loop.
void names_input(const Canvas& canvas, const TimelineScene& scene, Intents& intents) {
    const TimelineLayout& layout = scene.layout;
    const Box& names = layout.names;
    if (names.w < 1 || names.h < 1) return;
    const ImGuiIO& io = ImGui::GetIO();
    ImGui::SetCursorScreenPos({names.x, names.y});
    const bool clicked = ImGui::InvisibleButton("names", {names.w, names.h});
    if (ImGui::IsItemHovered() && io.MouseWheel != 0) {
        const double rows =
            std::clamp(std::round(layout.scrolled) - io.MouseWheel, 0.0, layout.most_scroll);
        if (rows != scene.input.view.rows_scroll) intents.push_back(ScrollRows{rows});
    }
    if (const std::string note = low_rows_note(scene, io.MousePos.y);
        ImGui::IsItemHovered() && !note.empty())
        tooltip(canvas, note);
    if (scene.input.touchable && ImGui::IsItemHovered() && ImGui::IsMouseClicked(1))
        for (const TimelineRow& row : layout.rows)
            if (to_rect(row.strip).contains(io.MousePos) &&
                scene.track(row.track).kind == TrackKind::task)
                intents.push_back(OpenMenu{{.open = true,
                                            .task = trace::Party::task(scene.track(row.track).task),
                                            .x = io.MousePos.x,
                                            .y = io.MousePos.y}});
    if (!clicked) return;
    for (const TimelineRow& row : layout.rows)
        if (to_rect(row.strip).contains(io.MousePos)) select_track(intents, scene, row.track);
}

}  // namespace

void draw_timeline(Canvas& canvas, const Rect& area, const TimelineInput& input, Intents& intents) {
    if (area.width() < canvas.px(160) || area.height() < canvas.px(90)) return;
    const auto clip = canvas.clip(area);
    TimelineScene scene = make_timeline_scene(canvas, area, input);
    draw_ground(canvas, scene);
    draw_ghost(canvas, scene);
    draw_bars(canvas, scene);
    draw_crowds(canvas, scene);
    draw_links(canvas, scene);
    draw_marks(canvas, scene);
    draw_veil(canvas, scene);
    draw_labels(canvas, scene);
    draw_touches(canvas, scene);
    draw_ruler(canvas, scene);
    draw_playhead(canvas, scene);
    draw_names(canvas, scene);
    draw_legend(canvas, scene);
    if (const auto rows = rows_to_follow(scene); (input.follow || input.view.rows_goal) && rows)
        intents.push_back(FollowRows{*rows});
    ImGui::PushID("timeline");
    plot_input(canvas, scene, intents);
    names_input(canvas, scene, intents);
    ImGui::PopID();
}

}  // namespace coroscope::viz
