#include "viz/panels/stage.hpp"

#include <algorithm>
#include <string>

#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {
namespace {

/// How far the move to the next beat has come.
float move_of(const StageInput& input) {
    return eased(input.fraction, input.next.t_ns > input.now.t_ns);
}

StageScene make_scene(const StageInput& input, const Box& area, float unit) {
    const Language language = input.view.language;
    StageScene scene{input,
                     {input.recording, input.now, input.time_ns, language},
                     {input.recording, input.next, input.time_ns, language},
                     layout_stage(input.now, input.cast, area, unit),
                     layout_stage(input.next, input.cast, area, unit),
                     move_of(input),
                     {}};
    std::vector<Creator> creators = creators_of(input.now, input.next);
    for (const Creator& each : handed_over(input.recording, input.now, input.next))
        creators.push_back(each);
    std::stable_sort(creators.begin(), creators.end(),
                     [](const Creator& a, const Creator& b) { return a.created < b.created; });
    scene.tokens = blend(scene.from, scene.to, creators, scene.t);
    return scene;
}

/// What a token says when the mouse rests on it.
std::string token_note(const StageScene& scene, Party party) {
    const TokenFace face = token_face(scene.now, party);
    std::string note = face.label;
    if (party.kind() == trace::PartyKind::task && party.number() < scene.input.now.tasks.size()) {
        const Task& task = scene.input.now.tasks[party.number()];
        note += "  ·  " + std::string{scene.input.recording.string(task.name)};
        const Party creator = task.created_by != 0 ? Party::task(task.created_by) : Party{};
        note += "\n" + std::string{tr(scene.now.language, Str::created_by)} + " " +
                (creator ? party_label(scene.now, creator)
                         : tr(scene.now.language, Str::main_thread_code)) +
                " · " + seconds_text(static_cast<double>(task.created_ns)) + " s";
    }
    return note + "\n" + face.detail;
}

/// A click selects a task, a click on the selected one lets it go.
void token_input(Canvas& canvas, const StageScene& scene, const Moving& moving, Intents& intents) {
    const Party party = moving.next.party;
    if (moving.alpha < 0.5f || moving.box.w < 1 || moving.box.h < 1) return;
    ImGui::SetCursorScreenPos({moving.box.x, moving.box.y});
    ImGui::PushID(static_cast<int>(party.kind()));
    ImGui::PushID(static_cast<int>(party.number()));
    const bool clicked = ImGui::InvisibleButton("token", {moving.box.w, moving.box.h});
    if (ImGui::IsItemHovered() && ImGui::IsMouseClicked(1)) {
        const bool task = party.kind() == trace::PartyKind::task;
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        intents.push_back(
            OpenMenu{{.open = true, .task = task ? party : Party{}, .x = mouse.x, .y = mouse.y}});
    } else if (ImGui::IsItemHovered()) {
        if (party.kind() != trace::PartyKind::thread) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        tooltip(canvas, token_note(scene, party));
    }
    ImGui::PopID();
    ImGui::PopID();
    const bool chooses =
        party.kind() == trace::PartyKind::task || party.kind() == trace::PartyKind::handle;
    if (clicked && chooses)
        intents.push_back(Select{scene.input.view.selection == party ? Party{} : party});
}

void draw_cast(Canvas& canvas, const Rect& area, const StageInput& input, Intents& intents) {
    const auto clip = canvas.clip(area);
    const Box box{area.min.x, area.min.y, area.width(), area.height()};
    const StageScene scene = make_scene(input, box, canvas.scale());
    for (std::size_t lane = 0; lane < scene.to.lanes.size(); ++lane) draw_lane(canvas, scene, lane);
    draw_hand_overs(canvas, scene);
    for (const Overflow& overflow : scene.t < 0.5f ? scene.from.overflows : scene.to.overflows)
        draw_overflow(canvas, scene, overflow);
    for (const Moving& token : scene.tokens) draw_token(canvas, scene, token);
    ImGui::PushID("stage");
    for (const Moving& token : scene.tokens) token_input(canvas, scene, token, intents);
    ImGui::PopID();
}

}  // namespace

void draw_stage(Canvas& canvas, const Rect& area, const StageInput& input, Intents& intents) {
    if (!input.view.prediction.on) return draw_cast(canvas, area, input, intents);
    // Those who guess what comes next see whom they know; a step that has begun brings its own.
    const bool begun = move_of(input) > 0;
    const StageCast known = known_cast(input.cast, begun ? input.next : input.now);
    draw_cast(canvas, area,
              {input.recording, known, input.now, input.next, input.view, input.fraction,
               input.time_ns, input.chain, input.before_seq},
              intents);
}

}  // namespace coroscope::viz
