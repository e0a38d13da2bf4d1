#include "viz/panels/events.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "viz/panels/field.hpp"
#include "viz/panels/panel.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

struct Columns {
    TextStyle time{.face = Face::mono, .size = type::tiny};
    TextStyle kind{.face = Face::mono, .size = type::tiny};
    TextStyle text{.size = type::tiny};
    float time_width = 0;
    float row = 0;
};

void draw_row(Controls& controls, const Rect& row, const Columns& columns, const Scene& scene,
              std::size_t seq, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    const trace::Event& event = scene.film.recording.events[seq];
    const bool here = seq == scene.now.seq;
    const bool future = seq > scene.now.seq;
    const Controls::Response response = controls.area(("event" + std::to_string(seq)).c_str(), row);
    if (here) {
        canvas.fill(row, theme.running_line);
        canvas.fill(row.left(canvas.px(3)), theme.accent);
    }
    if (response.hovered || response.focused) {
        canvas.fill(row, theme.control_hover);
    }
    if (response.pressed) {
        intents.emplace_back(Seek{static_cast<double>(scene.film.beats.beat_of_seq(seq))});
    }
    const auto ink = [&](TextStyle style, ImU32 colour) {
        style.colour = future ? theme.faint : colour;
        return style;
    };
    Rect rest = row.without_left(canvas.px(8)).without_right(canvas.px(ScrollArea::mark_room));
    canvas.text(rest.left(columns.time_width), clock_text(event.t_ns),
                ink(columns.time, theme.muted));
    rest = rest.without_left(columns.time_width);
    const auto task = static_cast<trace::TaskId>(event.task);
    if (task != 0) {
        canvas.disc({rest.min.x + canvas.px(4), rest.centre().y}, canvas.px(4), theme.task(task));
    }
    rest = rest.without_left(canvas.px(14));
    const std::string_view kind = trace::kind_name(static_cast<trace::Kind>(event.kind));
    rest = rest.without_left(canvas.text(rest, kind, ink(columns.kind, theme.text)).width() +
                             canvas.px(8));
    if (rest.width() > canvas.px(24)) {
        canvas.text(rest, event_text(scene.film.recording, seq), ink(columns.text, theme.muted));
    }
}

// While the next beat is to be guessed, nothing of what comes is to be seen.
std::size_t found_by_now(const EventSearch& search, const Scene& scene) {
    return scene.view.prediction.on ? search.until(scene.now.seq) : search.size();
}
std::size_t events_by_now(const Scene& scene) {
    const std::size_t all = scene.film.recording.events.size();
    return scene.view.prediction.on ? std::min(scene.now.seq + 1, all) : all;
}

// The search field with the number of events found.
void draw_search(Controls& controls, const Rect& row, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const std::size_t found = found_by_now(controls.state().found, scene);
    const std::string count = tr(scene.view.language, Str::events_found,
                                 {std::to_string(found), std::to_string(events_by_now(scene))});
    const TextStyle style{
        .size = type::tiny, .colour = canvas.theme().muted, .align = Align::right};
    const float width = std::ceil(canvas.text_width(count, style)) + canvas.px(8);
    canvas.text(row.right(width).without_right(canvas.px(4)), count, style);
    std::string text = scene.view.events_filter;
    const bool focus = std::exchange(controls.state().focus_search, false);
    if (text_field(canvas, "filter", snapped(row.without_right(width + canvas.px(6))), text,
                   scene.word(Str::search_events), focus)) {
        intents.emplace_back(FilterEvents{text});
    }
}

struct GroupName {
    EventGroup group;
    Str name;
};
constexpr GroupName group_names[] = {
    {EventGroup::tasks, Str::group_tasks},     {EventGroup::coroutines, Str::group_coroutines},
    {EventGroup::loop, Str::group_loop},       {EventGroup::callbacks, Str::group_callbacks},
    {EventGroup::threads, Str::group_threads}, {EventGroup::output, Str::group_output},
};
static_assert(std::size(group_names) == event_group_count);

// The groups to which the list can be narrowed, as chips in as many rows as they need; returns
// their height.
float draw_groups(Controls& controls, const Rect& area, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const EventGroups chosen = scene.view.event_groups;
    const float height = canvas.px(24);
    const float gap = canvas.px(4);
    float x = area.min.x;
    float y = area.min.y;
    for (const GroupName& each : group_names) {
        const ButtonStyle style{.chosen = (chosen & bit_of(each.group)) != 0, .size = type::tiny};
        const float width = controls.button_width(scene.word(each.name), style) - canvas.px(8);
        if (x + width > area.max.x && x > area.min.x) {
            x = area.min.x;
            y += height + gap;
        }
        const Rect chip = snapped(Rect::sized(x, y, width, height));
        const std::string id = "group" + std::to_string(static_cast<int>(each.group));
        if (controls.button(id.c_str(), chip, scene.word(each.name), style)) {
            intents.emplace_back(
                FilterGroups{static_cast<EventGroups>(chosen ^ bit_of(each.group))});
        }
        x += width + gap;
    }
    return y + height + gap - area.min.y;
}

}  // namespace

void draw_events(Controls& controls, const Rect& inside, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    EventSearch& search = controls.state().found;
    search.update(scene.film.recording, scene.view.events_filter, scene.view.event_groups);
    const std::size_t found = found_by_now(search, scene);
    const float field = canvas.px(38);
    draw_search(controls, inside.top(field).inset(canvas.px(8), canvas.px(5)), scene, intents);
    const Rect below = inside.without_top(field);
    const float chips =
        draw_groups(controls, below.inset(canvas.px(8), 0), scene, intents) + canvas.px(2);
    const Rect area = below.without_top(chips);
    ScrollArea scroll{canvas, "events", area};
    Canvas& inner = scroll.canvas();
    if (found == 0) {
        inner.text(area.top(canvas.px(50)).inset(canvas.px(10), 0),
                   scene.word(Str::no_events_found),
                   {.size = type::small, .colour = canvas.theme().muted});
        return;
    }
    Columns columns;
    columns.time_width = std::ceil(inner.text_width("0.000 ", columns.time) + canvas.px(4));
    columns.row = canvas.px(22);
    Controls rows{inner, controls.state()};
    const float top = scroll.origin().y;
    // Only what is to be seen is drawn, however many there are.
    const auto first = static_cast<std::size_t>(std::max(0.0f, (area.min.y - top) / columns.row));
    const std::size_t end =
        std::min(found, first + static_cast<std::size_t>(area.height() / columns.row) + 2);
    for (std::size_t i = first; i < end; ++i) {
        const Rect row = Rect::sized(area.min.x, top + columns.row * static_cast<float>(i),
                                     scroll.view().width(), columns.row);
        if (scroll.shows(row)) {
            draw_row(rows, row, columns, scene, search[i], intents);
        }
    }
    scroll.content(columns.row * static_cast<float>(found));
    if (scene.moved) {
        const auto row = static_cast<float>(search.until(scene.now.seq));
        scroll.show((row + 2) * columns.row);
    }
}

}  // namespace coroscope::viz
