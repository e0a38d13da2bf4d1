// What the person did, as marks on their row: to choose, to drag, to remove (declared in
// timeline_draw.hpp).
#include <algorithm>
#include <cmath>

#include "viz/model/edit.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/strings.hpp"
#include "viz/panels/timeline_draw.hpp"
#include "viz/panels/touch_words.hpp"

namespace coroscope::viz {
namespace {

using Action = Intervention::Action;

const TimelineRow* person_row(const TimelineScene& scene) {
    for (const TimelineRow& row : scene.layout.rows)
        if (scene.track(row.track).kind == TrackKind::person) return &row;
    return nullptr;
}

const Scenario* scenario_of(const TimelineScene& scene) {
    return scene.input.touched != nullptr ? scene.input.touched->scenario : nullptr;
}

// Where each intervention acted, by one look at the recording.
std::vector<std::optional<double>> positions(const TimelineScene& scene, const Scenario& scenario) {
    const trace::Recording& recording = scene.input.recording;
    std::vector<std::optional<double>> found(scenario.interventions.size());
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        const trace::Event& event = recording.events[seq];
        if (event.kind != trace::Kind::intervention || event.value < 0) continue;
        const auto index = static_cast<std::size_t>(event.value);
        if (index < found.size())
            found[index] = static_cast<double>(scene.input.beats.beat_of_seq(seq));
    }
    return found;
}

ImU32 colour_of(const Theme& theme, const Intervention& intervention) {
    const bool ends = intervention.action == Action::interrupt ||
                      intervention.action == Action::cancel || intervention.action == Action::raise;
    return ends ? theme.look(Look::cancelled).edge : theme.accent;
}

Icon icon_of(Action action) {
    switch (action) {
        case Action::interrupt:
            return Icon::bolt;
        case Action::cancel:
            return Icon::cross;
        case Action::complete:
            return Icon::check;
        case Action::raise:
            return Icon::bang;
        case Action::block:
            return Icon::square;
    }
    return Icon::none;
}

void draw_deed(Canvas& canvas, TimelineScene& scene, const TouchMark& mark, float free_until) {
    const Theme& theme = canvas.theme();
    const Intervention& what = scenario_of(scene)->interventions[mark.index];
    const ImU32 colour = colour_of(theme, what);
    const float radius = canvas.px(9);
    if (scene.input.view.touched == mark.index)
        canvas.list().AddCircle(mark.centre, radius + canvas.px(3), theme.focus, 0, canvas.px(2));
    canvas.disc(mark.centre, radius, mark.acts ? colour : theme.panel);
    if (!mark.acts)
        canvas.list().AddCircle(mark.centre, radius - canvas.px(1), colour, 0, canvas.px(1.5f));
    icon(canvas, icon_of(what.action), mark.centre, canvas.px(10),
         mark.acts ? theme.panel : colour);
    const TextStyle style{.face = Face::semibold,
                          .size = type::small,
                          .colour = mark.acts ? theme.text : theme.muted};
    const float left = mark.centre.x + radius + canvas.px(5);
    for (const std::string& text : {deed_and_target(what), deed_text(what)}) {
        const float width = canvas.text_width(text, style);
        if (left + width > free_until) continue;
        const Rect box = Rect::sized(left, mark.centre.y - canvas.px(12), width + 1, canvas.px(24));
        scene.labels.push_back(canvas.text(box, text, style));
        return;
    }
}

// The moment at which a dragged mark would act, on a plate above it.
void draw_moment(Canvas& canvas, TimelineScene& scene, const TouchMark& mark) {
    const Theme& theme = canvas.theme();
    const When when =
        moment_at(scene.input.recording, scene.input.beats, scene.input.view.drag.position);
    const std::string text =
        std::holds_alternative<At>(when)
            ? tr(scene.language(), Str::touch_at, {write_seconds(std::get<At>(when).time)})
            : tr(scene.language(), Str::touch_after,
                 {std::to_string(static_cast<std::size_t>(scene.input.view.drag.position))});
    const Rect area = to_rect(scene.layout.rows_area);
    canvas.fill({{std::round(mark.centre.x), area.min.y},
                 {std::round(mark.centre.x) + canvas.px(1), mark.centre.y}},
                theme.warning);
    tooltip(canvas, text);
}

}  // namespace

void place_touches(const Canvas& canvas, TimelineScene& scene) {
    const Scenario* scenario = scenario_of(scene);
    const TimelineRow* row = person_row(scene);
    if (scenario == nullptr || row == nullptr) return;
    const View& view = scene.input.view;
    const auto acted = positions(scene, *scenario);
    for (std::size_t i = 0; i < scenario->interventions.size(); ++i) {
        const Intervention& each = scenario->interventions[i];
        const bool dragged = view.drag.on && view.drag.index == i;
        std::optional<double> position = dragged ? std::optional{view.drag.position} : acted[i];
        if (!position) position = position_of(each.when, scene.input.recording, scene.input.beats);
        if (!position) continue;
        const auto x = static_cast<float>(std::round(scene.axis.x_of(*position)));
        scene.touches.push_back(
            {i, {x, std::round(row->strip.mid_y())}, acted[i].has_value() || dragged, dragged});
    }
    std::stable_sort(
        scene.touches.begin(), scene.touches.end(),
        [](const TouchMark& a, const TouchMark& b) { return a.centre.x < b.centre.x; });
    // Those of one moment stand side by side.
    for (std::size_t i = 1; i < scene.touches.size(); ++i) {
        const float least = scene.touches[i - 1].centre.x + canvas.px(20);
        if (!scene.touches[i].dragged)
            scene.touches[i].centre.x = std::max(scene.touches[i].centre.x, least);
    }
}

void draw_touches(Canvas& canvas, TimelineScene& scene) {
    const TimelineRow* row = person_row(scene);
    if (row == nullptr || scenario_of(scene) == nullptr || !scene.input.touchable) return;
    const Rect area = to_rect(scene.layout.rows_area);
    const auto clip = canvas.clip(area);
    if (scenario_of(scene)->interventions.empty()) {
        const TextStyle style{.size = type::small, .colour = canvas.theme().muted};
        const std::string_view hint = tr(scene.language(), Str::you_hint);
        const auto left = static_cast<float>(scene.axis.left()) + canvas.px(8);
        const float width = canvas.text_width(hint, style);
        if (row->strip.h < canvas.px(20) || left + width >= area.max.x) return;
        const Rect place = Rect::sized(left, row->strip.y, width + 1, row->strip.h);
        const Rect text = canvas.text(place, hint, style);
        // The cursor's line ends above it: no stub of it stands below.
        scene.labels.push_back({{text.min.x, place.min.y}, {text.max.x, area.max.y}});
        return;
    }
    for (std::size_t i = 0; i < scene.touches.size(); ++i) {
        const TouchMark& mark = scene.touches[i];
        const float next = i + 1 < scene.touches.size()
                               ? scene.touches[i + 1].centre.x - canvas.px(14)
                               : area.max.x - canvas.px(4);
        if (mark.centre.x < scene.axis.left() - 1 || mark.centre.x > area.max.x) continue;
        draw_deed(canvas, scene, mark, next);
        if (mark.dragged) draw_moment(canvas, scene, mark);
    }
}

double clicked_position(const Canvas& canvas, const TimelineScene& scene, float x) {
    const Beats& beats = scene.input.beats;
    const double pixels = std::clamp(static_cast<double>(x), scene.axis.left(), scene.axis.right());
    const double position = scene.axis.position_near(pixels, canvas.px(5));
    const auto beat = static_cast<std::size_t>(position);
    if (position == static_cast<double>(beat)) return position;
    const std::int64_t from = beats[beat].t_ns;
    const std::int64_t to = beats[beat + 1].t_ns;
    if (to <= from) return static_cast<double>(beat);
    // Inside a wait: a round time, of a grain that can be aimed at.
    const double width =
        scene.axis.x_of(static_cast<double>(beat + 1)) - scene.axis.x_of(static_cast<double>(beat));
    const double wanted = canvas.px(1.5f) * static_cast<double>(to - from) / std::max(1.0, width);
    double grain = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (grain * factor >= wanted) {
            grain *= factor;
            break;
        }
    const double time = std::round(time_at(beats, position) / grain) * grain;
    if (time <= static_cast<double>(from) || time >= static_cast<double>(to)) return position;
    return position_of_time(beats, time);
}

bool touch_input(const Canvas& canvas, const TimelineScene& scene, Intents& intents) {
    const Drag& drag = scene.input.view.drag;
    const ImGuiIO& io = ImGui::GetIO();
    const double there = clicked_position(canvas, scene, io.MousePos.x);
    using Phase = DragTouch::Phase;
    if (drag.on) {
        if (!ImGui::IsMouseDown(0))
            intents.push_back(DragTouch{Phase::drop, drag.index, drag.position});
        else if (there != drag.position)
            intents.push_back(DragTouch{Phase::move, drag.index, there});
        return true;
    }
    const TimelineHit origin = hit_test(canvas, scene, io.MouseClickedPos[0]);
    if (!origin.touch) return false;
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, canvas.px(4)) &&
        !std::holds_alternative<NthSleep>(scenario_of(scene)->interventions[*origin.touch].when)) {
        intents.push_back(DragTouch{Phase::grab, *origin.touch, there});
        return true;
    }
    if (ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(0)) {
        const bool chosen = scene.input.view.touched == *origin.touch;
        intents.push_back(ChooseTouch{chosen ? std::nullopt : origin.touch});
    }
    return ImGui::IsItemActive() || ImGui::IsItemDeactivated();
}

std::string touch_note(const TimelineScene& scene, std::size_t index) {
    const Intervention& what = scenario_of(scene)->interventions[index];
    const auto outcomes = scene.input.touched->outcomes;
    std::string note = write_intervention(what);
    const std::string fate =
        index < outcomes.size() ? fate_text(outcomes[index], scene.language()) : std::string{};
    if (!fate.empty()) note += "\n" + fate;
    return note + "\n" + tr(scene.language(), Str::touch_drag);
}

}  // namespace coroscope::viz
