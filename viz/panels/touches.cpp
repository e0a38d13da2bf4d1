#include "viz/panels/touches.hpp"

#include <algorithm>
#include <string>

#include "viz/panels/popover.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/touch_words.hpp"

namespace coroscope::viz {

namespace {

// What stands in one line: when, what, and what became of it.
struct Entry {
    std::string what;
    std::string when;
    std::string fate;
};

// What came of it is not told to those who guess, before its moment.
bool is_known(const Scene& scene, const Intervention& each) {
    const auto at = position_of(each.when, scene.film.recording, scene.film.beats);
    return !scene.view.prediction.on || (at && *at < scene.view.playback.position);
}

Entry entry_of(const Scene& scene, std::size_t index) {
    const Intervention& each = scene.touched.scenario->interventions[index];
    const auto outcomes = scene.touched.outcomes;
    Entry entry{deed_and_target(each), when_text(each.when, scene.film, scene.view.language), {}};
    if (each.off) {
        entry.fate = scene.word(Str::fate_off);
    } else if (index < outcomes.size() && is_known(scene, each)) {
        entry.fate = fate_text(outcomes[index], scene.view.language);
    }
    return entry;
}

float row_height(const Canvas& canvas, const Entry& entry) {
    return canvas.px(entry.fate.empty() ? 40 : 54);
}

// A box with a tick in it: done or not.
void draw_tick(Canvas& canvas, const Rect& box, bool on) {
    const Theme& theme = canvas.theme();
    canvas.box(box, on ? theme.accent_fill : theme.well, on ? theme.accent : theme.control_edge,
               canvas.px(4), 1.5f);
    if (on) {
        icon(canvas, Icon::check, box.centre(), canvas.px(12), theme.accent_ink);
    }
}

void draw_entry(Controls& controls, const Rect& place, const Scene& scene, std::size_t index,
                const Entry& entry, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const Intervention& each = scene.touched.scenario->interventions[index];
    const std::string number = std::to_string(index);
    if (scene.view.touched == index) {
        canvas.fill(place, theme.control, canvas.px(6));
    }
    const Rect top = place.top(canvas.px(40));
    const Rect turn = Rect::around({place.min.x + canvas.px(20), top.centre().y}, canvas.px(28));
    const Controls::Response tick = controls.area(("turn" + number).c_str(), turn);
    draw_tick(canvas, snapped(turn.inset(canvas.px(5))), !each.off);
    if (tick.focused) {
        controls.focus_ring(turn.inset(canvas.px(5)), canvas.px(4));
    }
    if (tick.pressed) {
        intents.emplace_back(SwitchTouch{index, each.off});
    }
    const Rect cross = Rect::around({place.max.x - canvas.px(20), top.centre().y}, canvas.px(28));
    if (controls.button(("remove" + number).c_str(), snapped(cross), "",
                        {.quiet = true, .icon = Icon::cross, .size = type::small})) {
        intents.emplace_back(RemoveTouch{index});
    }
    const Rect text{{turn.max.x + canvas.px(8), place.min.y}, {cross.min.x, place.max.y}};
    const Controls::Response row = controls.area(("row" + number).c_str(), text);
    if (row.hovered) {
        canvas.fill(text, theme.control_hover, canvas.px(6));
    }
    if (row.focused) {
        controls.focus_ring(text.inset(canvas.px(3)), canvas.px(6));
    }
    if (row.pressed) {
        intents.emplace_back(ChooseTouch{index});
        if (const auto there = position_of(each.when, scene.film.recording, scene.film.beats)) {
            intents.emplace_back(Seek{*there});
        }
    }
    const Rect line = text.top(canvas.px(40)).inset(canvas.px(6), 0);
    const Rect when = canvas.text(
        line, entry.when, {.size = type::small, .colour = theme.muted, .align = Align::right});
    canvas.text(line.without_right(line.max.x - when.min.x + canvas.px(10)), entry.what,
                {.face = Face::semibold,
                 .size = type::body,
                 .colour = each.off ? theme.muted : theme.text});
    if (!entry.fate.empty()) {
        const Rect below =
            Rect::sized(line.min.x, place.min.y + canvas.px(32), line.width(), canvas.px(20));
        canvas.text(below, entry.fate,
                    {.size = type::small, .colour = each.off ? theme.muted : theme.warning});
    }
}

// The buttons at the foot: undo, redo, save, open, remove all.
void draw_foot(Controls& controls, Rect row, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Touched& touched = scene.touched;
    const auto button = [&](const char* id, Str word, bool possible) {
        const float width = controls.button_width(scene.word(word));
        const Rect place = snapped(row.left(width));
        row = row.without_left(width + canvas.px(6));
        if (!possible) {
            canvas.text(
                place, scene.word(word),
                {.size = type::small, .colour = canvas.theme().faint, .align = Align::centre});
            return false;
        }
        return controls.button(id, place, scene.word(word));
    };
    if (button("undo", Str::undo, touched.can_undo)) intents.emplace_back(Undo{});
    if (button("redo", Str::redo, touched.can_redo)) intents.emplace_back(Redo{});
    if (button("save", Str::save_scenario, true)) {
        intents.emplace_back(OpenPathCard{PathCard::save});
    }
    if (button("open", Str::open_scenario, true)) {
        intents.emplace_back(OpenPathCard{PathCard::open});
    }
    if (button("remove all", Str::remove_all, !touched.scenario->interventions.empty())) {
        intents.emplace_back(RemoveAllTouches{});
    }
}

}  // namespace

void draw_touches(Controls& controls, ImVec2 window, const Rect& timeline, const Scene& scene,
                  Intents& intents) {
    if (!scene.view.touches_open || scene.touched.scenario == nullptr) {
        return;
    }
    const Canvas& below = controls.canvas();
    std::vector<Entry> entries;
    float rows = 0;
    for (std::size_t i = 0; i < scene.touched.scenario->interventions.size(); ++i) {
        entries.push_back(entry_of(scene, i));
        rows += row_height(below, entries.back());
    }
    const float width = std::min(below.px(520), window.x - below.px(24));
    const float around = below.px(40 + 56 + 16);
    const float room = window.y * 0.62f - around;
    const float shown = std::clamp(rows, below.px(54), std::max(below.px(54), room));
    const Rect place = Popover::within(
        window,
        {timeline.max.x - width - below.px(12), timeline.min.y - shown - around + below.px(6)},
        width, shown + around, below.px(8));
    Popover popover{below, "touches", window, place};
    Canvas& card = popover.canvas();
    const auto container = card.container(place);
    Controls inner{card, controls.state()};
    const Rect body = place.inset(card.px(12), card.px(8));
    card.text(body.top(card.px(36)), scene.word(Str::touches),
              {.face = Face::bold, .size = type::body});
    Rect list = body.without_top(card.px(40));
    list.max.y = list.min.y + shown;
    float y = list.min.y;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Rect line = Rect::sized(list.min.x, y, list.width(), row_height(card, entries[i]));
        if (line.max.y > list.max.y + 1) {
            break;
        }
        draw_entry(inner, line, scene, i, entries[i], intents);
        y = line.max.y;
    }
    if (entries.empty()) {
        paragraph(card, list, scene.word(Str::touches_none),
                  {.size = type::small, .colour = card.theme().muted});
    }
    draw_foot(inner, body.bottom(card.px(40)).inset(0, card.px(3)), scene, intents);
    if (popover.dismissed()) {
        intents.emplace_back(ShowTouches{false});
    }
}

}  // namespace coroscope::viz
