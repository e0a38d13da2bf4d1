#include "viz/panels/frame.hpp"

#include "viz/model/playback.hpp"
#include "viz/panels/axis_switch.hpp"
#include "viz/panels/code.hpp"
#include "viz/panels/console.hpp"
#include "viz/panels/lesson.hpp"
#include "viz/panels/notice.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/stage.hpp"
#include "viz/panels/task_card.hpp"
#include "viz/panels/timeline.hpp"
#include "viz/panels/topbar.hpp"
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
    return clock_text(static_cast<std::int64_t>(time_at(scene.film.beats, position))) + " s  ·  " +
           tr(scene.view.language, Str::beat_of,
              {std::to_string(beat), std::to_string(scene.film.beats.last())});
}

void stage_panel(Canvas& canvas, const Rect& area, const Scene& scene, Intents& intents) {
    const Rect inside = panel_frame(canvas, area, scene.word(Str::stage), moment_text(scene));
    const double position = scene.view.playback.position;
    draw_stage(canvas, inside,
               {scene.film.recording, scene.film.cast, scene.now, scene.next, scene.view,
                static_cast<float>(fraction_to_next(scene.film.beats, position)),
                time_at(scene.film.beats, position)},
               intents);
}

void timeline_panel(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Rect inside = panel_frame_bare(canvas, area);
    draw_axis_switch(controls, area.top(canvas.px(header_height)), scene, intents);
    draw_timeline(canvas, inside,
                  {scene.film.recording, scene.film.beats, scene.film.tracks, scene.view}, intents);
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
    const Layout layout = make_layout(size, means.scale, !scene.view.notice.empty());

    draw_topbar(controls, layout.topbar, scene, intents);
    draw_notice(controls, layout.notice, scene, intents);
    draw_lesson(canvas, layout.lesson, scene, means.scroll_lesson);
    draw_code(controls, layout.code, scene, intents);
    stage_panel(canvas, layout.stage, scene, intents);
    timeline_panel(controls, layout.timeline, scene, intents);
    if (!layout.task.empty()) {
        draw_task_card(canvas, layout.task, scene);
    }
    draw_console(controls, layout.console, scene, intents);
    draw_transport(controls, layout.transport, scene, layout.compact, intents);
    draw_chooser(controls, layout.topbar, scene, intents);

    end_controls(state);
    end_full_window();
    return intents;
}

}  // namespace coroscope::viz
