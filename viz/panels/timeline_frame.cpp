// What surrounds the bars: row bands, ruler, playhead, names, legend (declared in
// timeline_draw.hpp).
#include <algorithm>
#include <cmath>

#include "viz/model/rows.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/stage_words.hpp"
#include "viz/panels/strings.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

const TextStyle ruler_style{.size = type::small};

bool is_time_axis(const TimelineScene& scene) { return scene.input.view.axis_blend >= 0.5; }

std::vector<RulerTick> ticks_of(const Canvas& canvas, const TimelineScene& scene) {
    const double widest = canvas.text_width("000.000", ruler_style) + canvas.px(14);
    return ruler_ticks(scene.axis, is_time_axis(scene), widest);
}

/// Whether the track is a link of the chain that holds up the selected task.
bool is_in_chain(const TimelineScene& scene, const Track& track) {
    const trace::Party party =
        track.kind == TrackKind::thread ? trace::Party::thread(track.thread) : selectable(track);
    const auto& chain = scene.input.chain;
    return party && std::find(chain.begin(), chain.end(), party) != chain.end();
}

bool is_folded(const TimelineScene& scene, std::size_t track) {
    const auto& folded = scene.input.view.folded;
    return std::binary_search(folded.begin(), folded.end(), track);
}

bool is_selected(const TimelineScene& scene, const Track& track) {
    return selectable(track) && scene.input.view.selection == selectable(track);
}

/// The time at the playhead, on a plate in the ruler.
Rect time_plate(const Canvas& canvas, const TimelineScene& scene, const std::string& text) {
    const float width =
        canvas.text_width(text, {.face = Face::mono, .size = type::small}) + canvas.px(14);
    const Rect ruler = to_rect(scene.layout.ruler);
    const float left = std::clamp(scene.playhead_x - width / 2, ruler.min.x - canvas.px(40),
                                  std::max(ruler.min.x, ruler.max.x - width - canvas.px(2)));
    return snapped(Rect::sized(left, ruler.min.y + canvas.px(2), width, canvas.px(21)));
}

std::string playhead_time(const TimelineScene& scene) {
    return seconds_text(time_at(scene.input.beats, scene.input.view.playback.position));
}

bool playhead_is_visible(const TimelineScene& scene) {
    return scene.playhead_x >= scene.axis.left() - 1 && scene.playhead_x <= scene.axis.right() + 1;
}

struct LegendEntry {
    Look look;
    Str text;
    Str brief;
    bool always;  ///< else only where there is room for everything
};
constexpr LegendEntry legend_entries[] = {
    {Look::ready, Str::pending_ready, Str::ready, true},
    {Look::running, Str::doc_running, Str::doc_running, true},
    {Look::waiting, Str::pending_waiting, Str::waiting, true},
    {Look::done, Str::doc_done, Str::doc_done, true},
    {Look::cancelled, Str::doc_cancelled, Str::doc_cancelled, true},
    {Look::destroyed, Str::destroyed_pending, Str::destroyed, true},
    {Look::failed, Str::failed, Str::failed, false},
    {Look::blocked, Str::blocked, Str::blocked, true},
};

/// What hardly any program has stands in the legend only of one that has it.
bool occurs(const LegendEntry& entry, const Tracks& tracks) {
    return entry.look != Look::destroyed || tracks.has_destroyed;
}

/// How the legend is set: as fully as its width allows.
struct LegendSetting {
    bool brief = false;
    bool all = true;
    float size = type::small;
    float gap = 20;
};

float legend_width(const Canvas& canvas, const TimelineScene& scene, const LegendSetting& setting) {
    float width = -canvas.px(setting.gap);
    for (const LegendEntry& entry : legend_entries)
        if ((setting.all || entry.always) && occurs(entry, scene.input.tracks))
            width +=
                canvas.px(31 + setting.gap) +
                canvas.text_width(tr(scene.language(), setting.brief ? entry.brief : entry.text),
                                  {.size = setting.size});
    return width;
}

LegendSetting legend_setting(const Canvas& canvas, const TimelineScene& scene, float room) {
    constexpr LegendSetting settings[] = {{false, true, type::small, 20},
                                          {false, true, type::small, 13},
                                          {true, true, type::small, 13},
                                          {true, false, type::small, 12},
                                          {true, false, type::tiny, 9}};
    for (const LegendSetting& setting : settings)
        if (legend_width(canvas, scene, setting) <= room) return setting;
    return settings[4];
}

bool has_rest(const TimelineScene& scene) {
    return scene.layout.rows_below > 0 || scene.layout.rows_above > 0;
}

std::string rest_text(const TimelineScene& scene) {
    const std::string above = std::to_string(scene.layout.rows_above);
    const std::string below = std::to_string(scene.layout.rows_below);
    if (scene.layout.rows_above == 0) return tr(scene.language(), Str::rows_below, {below});
    if (scene.layout.rows_below == 0) return tr(scene.language(), Str::rows_above, {above});
    return tr(scene.language(), Str::rows_above_and_below, {above, below});
}

float rest_width(const Canvas& canvas, const TimelineScene& scene) {
    return canvas.text_width(rest_text(scene), {.size = type::small}) + canvas.px(36);
}

/// How many rows do not fit, and where they are.
void draw_rest(Canvas& canvas, const TimelineScene& scene, const Rect& legend) {
    const Rect box = legend.right(rest_width(canvas, scene)).without_left(canvas.px(10));
    const ImU32 colour = canvas.theme().text;
    canvas.text(box, rest_text(scene),
                {.size = type::small, .colour = colour, .align = Align::right});
    icon(canvas, scene.layout.rows_below > 0 ? Icon::chevron_down : Icon::chevron_up,
         {box.min.x + canvas.px(8), box.centre().y}, canvas.px(10), colour);
}

/// The beats that the person has marked: a flag in the ruler.
void draw_bookmarks(Canvas& canvas, const TimelineScene& scene) {
    const Rect ruler = to_rect(scene.layout.ruler);
    const ImU32 colour = canvas.theme().look(Look::ready).edge;
    for (const std::size_t beat : scene.input.view.bookmarks) {
        const auto x = static_cast<float>(std::round(scene.axis.x_of(static_cast<double>(beat))));
        if (x < scene.axis.left() - 1 || x > scene.axis.right() + 1) continue;
        icon(canvas, Icon::flag, {x + canvas.px(4), ruler.max.y - canvas.px(3)}, canvas.px(13),
             colour);
    }
}

}  // namespace

void draw_ground(Canvas& canvas, const TimelineScene& scene) {
    const Theme& theme = canvas.theme();
    for (const TimelineRow& row : scene.layout.rows) {
        const Track& track = scene.track(row.track);
        const bool selected = is_selected(scene, track);
        if (!selected && !is_in_chain(scene, track)) continue;
        const Rect strip = to_rect(row.strip).inset(canvas.px(4), 0);
        canvas.fill(strip, mix(theme.panel, theme.text, selected ? 0.1f : 0.05f), canvas.px(6));
        // The chain has a bar at its left: from the selected task to what it waits for.
        canvas.fill(strip.left(canvas.px(3)),
                    selected ? theme.focus : theme.look(Look::waiting).edge);
    }
    const Rect area = to_rect(scene.layout.rows_area);
    for (const RulerTick& tick : ticks_of(canvas, scene)) {
        const auto x = static_cast<float>(std::round(tick.x));
        canvas.fill({{x, area.min.y}, {x + 1, area.max.y}}, theme.edge);
    }
}

void draw_ruler(Canvas& canvas, const TimelineScene& scene) {
    const Theme& theme = canvas.theme();
    const Rect ruler = to_rect(scene.layout.ruler);
    draw_bookmarks(canvas, scene);
    const bool visible = playhead_is_visible(scene);
    const Rect plate = time_plate(canvas, scene, playhead_time(scene)).inset(-canvas.px(6), 0);
    for (const RulerTick& tick : ticks_of(canvas, scene)) {
        const std::string text = seconds_text(tick.t_ns, tick.decimals);
        const float width = canvas.text_width(text, ruler_style);
        const auto x = static_cast<float>(tick.x);
        const Rect box =
            Rect::sized(x - width / 2, ruler.min.y + canvas.px(2), width + 1, canvas.px(21));
        if (visible && box.overlaps(plate)) continue;
        if (box.max.x > ruler.max.x) continue;
        TextStyle style = ruler_style;
        style.colour = theme.muted;
        canvas.text(box, text, style);
        const float px = std::round(x);
        canvas.fill({{px, ruler.max.y - canvas.px(5)}, {px + 1, ruler.max.y}}, theme.faint);
    }
}

void draw_playhead(Canvas& canvas, const TimelineScene& scene) {
    if (!playhead_is_visible(scene)) return;
    const Theme& theme = canvas.theme();
    const float x = std::round(scene.playhead_x);
    const float top = scene.layout.ruler.bottom();
    const float bottom = scene.layout.rows_area.bottom();
    // It passes behind what is written: gaps where a label is.
    std::vector<Rect> crossed;
    for (const Rect& label : scene.labels)
        if (label.min.x - canvas.px(3) < x && x < label.max.x + canvas.px(3))
            crossed.push_back(label);
    std::sort(crossed.begin(), crossed.end(),
              [](const Rect& a, const Rect& b) { return a.min.y < b.min.y; });
    float y = top;
    for (const Rect& label : crossed) {
        if (label.min.y > y) canvas.rule({x, y}, {x, label.min.y}, theme.playhead, 2);
        y = std::max(y, label.max.y);
    }
    if (bottom > y) canvas.rule({x, y}, {x, bottom}, theme.playhead, 2);
    const std::string text = playhead_time(scene);
    const Rect plate = time_plate(canvas, scene, text);
    canvas.fill(plate, theme.playhead, canvas.px(5));
    const float half = canvas.px(7);
    canvas.list().AddTriangleFilled({x - half, plate.max.y - 1}, {x + half, plate.max.y - 1},
                                    {x, top + canvas.px(2)}, theme.playhead);
    const auto guard = canvas.container(plate);
    canvas.text(
        plate, text,
        {.face = Face::mono, .size = type::small, .colour = theme.panel, .align = Align::centre});
}

void draw_names(Canvas& canvas, const TimelineScene& scene) {
    const Theme& theme = canvas.theme();
    draw_low_names(canvas, scene);
    for (const TimelineRow& row : scene.layout.rows) {
        if (row.low) continue;
        const Track& track = scene.track(row.track);
        const Box& names = scene.layout.names;
        Rect line{{names.x, row.strip.y}, {names.right(), row.strip.bottom()}};
        line = line.without_left(canvas.px(14) * static_cast<float>(track.depth));
        const ImVec2 mark{line.min.x + canvas.px(7), line.centre().y};
        const bool task = track.kind == TrackKind::task;
        const bool callback = track.kind == TrackKind::callback;
        if (task)
            canvas.disc(mark, std::min(canvas.px(7), row.strip.h / 2 - canvas.px(1.5f)),
                        theme.task(track.task));
        else if (callback)
            icon(canvas, Icon::circle, mark, canvas.px(12), theme.muted);
        else if (track.kind == TrackKind::person)
            icon(canvas, Icon::person, mark, canvas.px(13), theme.muted);
        else if (track.kind != TrackKind::more)
            icon(canvas, is_folded(scene, row.track) ? Icon::chevron_right : Icon::chevron_down,
                 mark, canvas.px(10), theme.muted);
        const auto guard = canvas.container(to_rect(row.strip));
        const Rect place = line.without_left(canvas.px(22));
        const std::string name = row_title(scene.input.recording, track, scene.language());
        TextStyle style{.face = is_selected(scene, track) ? Face::semibold : Face::ui,
                        .colour = task || callback || track.kind == TrackKind::thread
                                      ? theme.text
                                      : theme.muted};
        const bool quiet = track.kind == TrackKind::loop || track.kind == TrackKind::more;
        const bool low = row.strip.h < canvas.px(24) || quiet;
        style.size = row.strip.h < canvas.px(18) ? type::tiny : low ? type::small : type::body;
        for (const float size : {type::small, type::tiny})
            if (canvas.text_width(name, style) > place.width())
                style.size = std::min(style.size, size);
        canvas.text(place, name, style);
    }
}

void draw_legend(Canvas& canvas, const TimelineScene& scene) {
    const Theme& theme = canvas.theme();
    const Language language = scene.language();
    Rect legend = to_rect(scene.layout.legend);
    if (legend.height() < 1 || !scene.input.legend) return;
    const Rect whole = legend;
    if (has_rest(scene)) legend.max.x -= rest_width(canvas, scene);
    const LegendSetting setting = legend_setting(canvas, scene, legend.width());
    const TextStyle style{.size = setting.size, .colour = theme.muted};
    float x = legend.min.x;
    for (const LegendEntry& entry : legend_entries) {
        if (!scene.layout.with_legend || (!setting.all && !entry.always)) continue;
        if (!occurs(entry, scene.input.tracks)) continue;
        const std::string text = tr(language, setting.brief ? entry.brief : entry.text);
        const float swatch = canvas.px(24);
        const float width = canvas.px(31) + canvas.text_width(text, style);
        if (x + width > legend.max.x + 1) break;
        const StateLook& look = theme.look(entry.look);
        const Rect box =
            snapped(Rect::sized(x, legend.centre().y - canvas.px(8), swatch, canvas.px(16)));
        canvas.look(box, look, canvas.px(4), 1.5f);
        icon(canvas, look.mark, box.centre(), canvas.px(9), look.ink);
        canvas.text(Rect::sized(x + canvas.px(31), legend.min.y, width, legend.height()), text,
                    style);
        x += width + canvas.px(setting.gap);
    }
    if (has_rest(scene)) return draw_rest(canvas, scene, whole);
    if (!scene.layout.with_legend) return;
    const std::string hint =
        tr(language, scene.arrows_left_out ? Str::arrows_left_out : Str::legend_hint);
    const TextStyle quiet{.size = type::small, .colour = theme.faint, .align = Align::right};
    if (x + canvas.px(20) + canvas.text_width(hint, quiet) <= legend.max.x)
        canvas.text(legend, hint, quiet);
}

}  // namespace coroscope::viz
