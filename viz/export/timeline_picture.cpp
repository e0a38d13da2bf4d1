#include "viz/export/timeline_picture.hpp"

#include "viz/panels/timeline.hpp"

namespace coroscope::viz {

namespace {

// Room for the ruler and the legend, and for a row, in design pixels.
constexpr float ruler_and_legend = 84;
constexpr float row_height = 44;

}  // namespace

Drawing timeline_picture(Studio& studio, const Take& take, float width) {
    const Film& film = *take.film;
    const auto rows = static_cast<float>(film.tracks.tracks.size());
    View view = take.view;
    view.zoom = 1;
    view.scroll = 0;
    view.rows_scroll = 0;
    view.folded.clear();
    const Sheet sheet{.size = {width, ruler_and_legend + row_height * rows},
                      .scale = 1,
                      .theme = view.theme,
                      .vector = true};
    return studio.frame(sheet, [&](const FrameMeans& means) {
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(sheet.size);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
        ImGui::Begin("timeline alone", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoBackground);
        Canvas canvas{*ImGui::GetWindowDrawList(),
                      means.fonts,
                      theme(view.theme),
                      means.patterns,
                      means.scale,
                      means.log};
        const Rect whole{{0, 0}, sheet.size};
        canvas.fill(whole, canvas.theme().panel);
        Intents ignored;
        draw_timeline(canvas, whole, {film.recording, film.beats, film.tracks, view}, ignored);
        ImGui::End();
        ImGui::PopStyleVar(2);
    });
}

}  // namespace coroscope::viz
