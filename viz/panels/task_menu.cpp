#include "viz/panels/task_menu.hpp"

#include <algorithm>

#include "viz/model/names.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/popover.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

using Action = Intervention::Action;

constexpr const char* offered_exceptions[] = {"ValueError", "TimeoutError", "OSError"};

float row_height(const Canvas& canvas, const MenuRow& row) {
    return canvas.px(row.refusal ? 50 : 38);
}

std::string moment_text(const Scene& scene) {
    if (scene.live != nullptr) {
        return scene.word(Str::live);
    }
    const double position = scene.view.playback.target;
    const When when = moment_at(scene.film.recording, scene.film.beats, position);
    return when_text(when, scene.film, scene.view.language);
}

// As the timeline calls it, where it has a row before it is made.
std::string name_of(const Scene& scene, trace::Party task) {
    const Tracks& tracks = scene.film.tracks;
    const std::size_t track = tracks.of_task(task.number());
    if (task.number() < scene.now.tasks.size() || track == Tracks::none) {
        return party_label(scene.film.recording, scene.now, task);
    }
    return std::string{known_string(scene.film.recording, tracks.tracks[track].label)};
}

void draw_header(Canvas& canvas, const Rect& area, const Scene& scene) {
    const Theme& theme = canvas.theme();
    const trace::Party task = scene.view.menu.task;
    Rect title = area;
    const std::string moment = moment_text(scene);
    const TextStyle quiet{.size = type::small, .colour = theme.muted, .align = Align::right};
    const Rect place = canvas.text(area, moment, quiet);
    title.max.x = place.min.x - canvas.px(10);
    if (task) {
        canvas.disc({title.min.x + canvas.px(7), title.centre().y}, canvas.px(7),
                    theme.task(task.number()));
        title = title.without_left(canvas.px(22));
    }
    const std::string name = task ? name_of(scene, task) : std::string{scene.word(Str::touch_menu)};
    canvas.text(title, name, {.face = Face::bold, .size = type::body});
}

bool draw_row(Controls& controls, const Rect& place, const Scene& scene, const MenuRow& row,
              std::size_t index, bool chosen) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const Controls::Response response =
        controls.area(("menu" + std::to_string(index)).c_str(), place);
    const bool possible = !row.refusal;
    if (chosen) {
        canvas.fill(place, possible ? theme.accent_fill : theme.control, canvas.px(6));
    } else if (response.hovered && possible) {
        canvas.fill(place, theme.control_hover, canvas.px(6));
    }
    const ImU32 ink = !possible ? theme.muted : chosen ? theme.accent_ink : theme.text;
    const Rect inner = place.inset(canvas.px(10), 0);
    Rect line = inner.top(canvas.px(38));
    if (!possible) {
        line = inner.top(canvas.px(30));
    }
    icon(canvas, row.icon, {inner.min.x + canvas.px(8), line.centre().y}, canvas.px(13), ink);
    const Rect text = line.without_left(canvas.px(28));
    canvas.text(text, row.label, {.size = type::body, .colour = ink});
    if (!possible) {
        const Rect below{{text.min.x, line.max.y - canvas.px(3)}, {inner.max.x, place.max.y}};
        canvas.text(below.top(canvas.px(19)), reason_text(row.refusal, scene.view.language),
                    {.size = type::tiny, .colour = theme.muted});
    }
    return response.pressed && possible;
}

}  // namespace

std::vector<MenuRow> menu_rows(const Scene& scene, trace::Party task) {
    std::vector<MenuRow> rows;
    const auto add = [&](std::string label, Icon icon, Touch wish) {
        const Refusal refusal = refused(scene, wish);
        rows.push_back({std::move(label), icon, std::move(wish), refusal});
    };
    if (task) {
        add(scene.word(Str::act_cancel), Icon::cross, {Action::cancel, task, {}});
        add(scene.word(Str::act_complete), Icon::check, {Action::complete, task, {}});
        // What cannot be raised is said once.
        const Touch raise{Action::raise, task, offered_exceptions[0]};
        if (refused(scene, raise)) {
            add(scene.word(Str::act_raise), Icon::bang, raise);
        } else {
            for (const char* type : offered_exceptions) {
                add(std::string{scene.word(Str::act_raise)} + ": " + type, Icon::bang,
                    {Action::raise, task, type});
            }
        }
        add(scene.word(Str::act_block), Icon::square, {Action::block, task, {}});
    }
    add(std::string{"^C  "} + scene.word(Str::act_interrupt), Icon::bolt, {});
    return rows;
}

void draw_task_menu(Controls& controls, ImVec2 window, const Rect& stage, const Scene& scene,
                    Intents& intents) {
    const TouchMenu& menu = scene.view.menu;
    if (!menu.open) {
        return;
    }
    const Canvas& below = controls.canvas();
    const std::vector<MenuRow> rows = menu_rows(scene, menu.task);
    float width = below.px(380);
    float height = below.px(56);
    for (const MenuRow& row : rows) {
        height += row_height(below, row);
        const float label = below.text_width(row.label, {.size = type::body});
        const float reason =
            below.text_width(reason_text(row.refusal, scene.view.language), {.size = type::tiny});
        width = std::max(width, std::max(label, reason) + below.px(72));
    }
    width = std::min(std::ceil(width), window.x - below.px(24));
    const ImVec2 corner = menu.x >= 0
                              ? ImVec2{menu.x + below.px(4), menu.y + below.px(4)}
                              : ImVec2{stage.centre().x - width / 2, stage.centre().y - height / 2};
    const Rect place = Popover::within(window, corner, width, height, below.px(8));
    Popover popover{below, "task menu", window, place};
    Canvas& card = popover.canvas();
    const auto container = card.container(place);
    Controls inner{card, controls.state()};
    ControlsState& state = controls.state();
    const auto count = static_cast<int>(rows.size());
    state.menu_row = (state.menu_row % count + count) % count;
    const Rect body = place.inset(card.px(8));
    draw_header(card, body.top(card.px(34)).inset(card.px(8), 0), scene);
    card.fill(Rect::sized(body.min.x, body.min.y + card.px(36), body.width(), card.px(1)),
              card.theme().edge);
    float y = body.min.y + card.px(40);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float row_size = row_height(card, rows[i]);
        const Rect line = Rect::sized(body.min.x, y, body.width(), row_size);
        y += row_size;
        const ImVec2 moved = ImGui::GetIO().MouseDelta;
        if (line.contains(ImGui::GetIO().MousePos) && (moved.x != 0 || moved.y != 0)) {
            state.menu_row = static_cast<int>(i);
        }
        const bool chosen = state.menu_row == static_cast<int>(i);
        const bool pressed = draw_row(inner, line, scene, rows[i], i, chosen);
        if (pressed || (chosen && state.press && !rows[i].refusal)) {
            intents.emplace_back(rows[i].wish);
            return;
        }
    }
    if (popover.dismissed()) {
        intents.emplace_back(OpenMenu{});
    }
}

}  // namespace coroscope::viz
