#include "viz/panels/scrubber.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "viz/model/axis.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/overview_map.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

constexpr double wheel_zoom = 1.25;

// While the next beat is to be guessed, nothing of what comes is to be seen, nor how much it is:
// the scale ends at the cursor.
bool hides_future(const Scene& scene) { return scene.view.prediction.on; }

// Where the parts of the scrubber are.
struct Places {
    Rect map;    // the whole recording in small
    Rect track;  // the line that the cursor runs on
};

Places places_of(const Canvas& canvas, const Rect& row) {
    const float line = canvas.px(6);
    const float gap = canvas.px(7);
    const float marks = canvas.px(8);
    const float map = std::max(canvas.px(14), row.height() - line - gap - marks - canvas.px(10));
    const float top = std::round(row.centre().y - (map + gap + line + marks) / 2);
    const Rect whole = snapped({{row.min.x, top}, {row.max.x, top + map}});
    const float below = whole.max.y + gap;
    return {whole, snapped({{row.min.x, below}, {row.max.x, below + line}})};
}

void draw_marks(Canvas& canvas, const Rect& track, const Scene& scene, const Axis& axis,
                std::size_t until) {
    const Theme& theme = canvas.theme();
    const Tracks& tracks = scene.film.tracks;
    const auto draw = [&](const Mark& mark, float design, ImU32 colour) {
        const auto x = static_cast<float>(axis.x_of(static_cast<double>(mark.beat)));
        const float half = canvas.px(design) / 2;
        const float top = track.max.y + canvas.px(3);
        canvas.fill({{std::round(x - half), top}, {std::round(x + half), top + canvas.px(6)}},
                    colour);
    };
    // One print for each pixel or two: the next that is to be seen is looked for beyond them.
    for (auto at = tracks.marks.begin(); at != tracks.marks.end() && at->beat <= until;) {
        if (at->kind != MarkKind::print) {
            ++at;
            continue;
        }
        draw(*at, 2, theme.faint);
        const double beyond = axis.x_of(static_cast<double>(at->beat)) + 2;
        ++at;
        if (tracks.marks.end() - at < 64) continue;
        const double beat = axis.position_at(beyond);
        at = std::partition_point(at, tracks.marks.end(), [&](const Mark& mark) {
            return static_cast<double>(mark.beat) < beat;
        });
    }
    constexpr std::size_t most = 500;
    std::size_t drawn = 0;
    for (const std::uint32_t index : tracks.rare_marks) {
        const MarkKind kind = tracks.marks[index].kind;
        const bool person = kind == MarkKind::interrupt || kind == MarkKind::intervention;
        if (tracks.marks[index].beat > until) break;
        if (!person || ++drawn > most) continue;
        draw(tracks.marks[index], 4, theme.warning);
    }
}

// The beats that the person has marked.
void draw_flags(Canvas& canvas, const Rect& map, const Scene& scene, const Axis& axis) {
    for (const std::size_t beat : scene.view.bookmarks) {
        if (hides_future(scene) && static_cast<double>(beat) > scene.view.playback.position)
            continue;
        const auto x = static_cast<float>(axis.x_of(static_cast<double>(beat)));
        const ImVec2 foot{x + canvas.px(4), map.min.y + canvas.px(8)};
        icon(canvas, Icon::flag, foot, canvas.px(13), canvas.theme().look(Look::ready).edge);
    }
}

// The part that the timeline shows, where that is not all: what lies beside it stands back.
void draw_window(Canvas& canvas, const Rect& map, const View& view) {
    if (view.zoom <= 1) {
        return;
    }
    const Theme& theme = canvas.theme();
    const auto left = static_cast<float>(view.scroll);
    const auto part = static_cast<float>(1 / view.zoom);
    Rect seen = snapped(Rect::sized(map.min.x + left * map.width(), map.min.y - canvas.px(3),
                                    std::max(canvas.px(6), part * map.width()),
                                    map.height() + canvas.px(6)));
    seen.max.x = std::min(seen.max.x, map.max.x + 1);
    const ImU32 veil = with_alpha(theme.panel, 0.55f);
    canvas.fill({map.min, {seen.min.x, map.max.y}}, veil);
    canvas.fill({{seen.max.x, map.min.y}, map.max}, veil);
    canvas.stroke(seen, theme.focus, canvas.px(4), 2);
    // Grips, so that it looks as if it could be taken.
    for (const float x : {seen.min.x, seen.max.x}) {
        const Rect grip = Rect::sized(x - canvas.px(2), seen.centre().y - canvas.px(5),
                                      canvas.px(4), canvas.px(10));
        canvas.fill(snapped(grip), theme.focus, canvas.px(2));
    }
}

// Where the scale ends at the cursor, a click goes back; dragging would pull the scale along.
void seek_back(const Controls::Response& response, const Scene& scene, const Axis& axis,
               Intents& intents) {
    if (response.pressed && response.hovered) {
        const double there = std::round(axis.position_at(ImGui::GetIO().MousePos.x));
        intents.emplace_back(Seek{std::min(there, scene.view.playback.position)});
    }
}

// The map: where the timeline is zoomed, it moves what is shown, else it seeks.
void map_input(Controls& controls, const Rect& map, const Scene& scene, const Axis& axis,
               Intents& intents) {
    const View& view = scene.view;
    const Controls::Response response =
        controls.area("map", map.inset(0, -controls.canvas().px(3)));
    if (hides_future(scene)) {
        seek_back(response, scene, axis, intents);
        if (response.focused) controls.focus_ring(map, controls.canvas().px(4));
        return;
    }
    const ImGuiIO& io = ImGui::GetIO();
    const auto show = [&](const Zoom& wished) {
        const Zoom zoom = clamped(wished, scene.film.beats);
        if (zoom.zoom != view.zoom || zoom.scroll != view.scroll) {
            intents.emplace_back(SetZoom{zoom.zoom, zoom.scroll});
        }
    };
    const double at =
        std::clamp((io.MousePos.x - map.min.x) / std::max(1.0f, map.width()), 0.0f, 1.0f);
    if (response.hovered && io.MouseWheel != 0 && !io.KeyCtrl) {
        const double zoom = view.zoom * std::pow(wheel_zoom, io.MouseWheel);
        // Zooming in goes to the mouse; what is at the mouse stays where it is in the picture.
        const double share = std::clamp((at - view.scroll) * view.zoom, 0.0, 1.0);
        show({zoom, at - share / std::max(1.0, zoom)});
    } else if (response.hovered && view.zoom > 1 && ImGui::IsMouseDoubleClicked(0)) {
        show({});
    } else if (response.held && view.zoom > 1) {
        show({view.zoom, at - 0.5 / view.zoom});
    } else if (response.held) {
        intents.emplace_back(Seek{std::round(axis.position_at(io.MousePos.x))});
    }
    if (response.focused) {
        controls.focus_ring(map, controls.canvas().px(4));
    }
}

void draw_cursor(Canvas& canvas, const Places& places, float x, bool held) {
    const Theme& theme = canvas.theme();
    const Rect& track = places.track;
    canvas.fill(track, theme.ghost, canvas.px(3));
    canvas.fill({track.min, {x, track.max.y}}, theme.accent, canvas.px(3));
    const float line = std::round(x);
    canvas.fill({{line - canvas.px(1), places.map.min.y - canvas.px(2)},
                 {line + canvas.px(1), track.min.y}},
                theme.playhead);
    const float knob = canvas.px(8);
    canvas.disc({x, track.centre().y}, knob + canvas.px(2), theme.panel);
    canvas.disc({x, track.centre().y}, held ? knob + canvas.px(1) : knob, theme.playhead);
}

}  // namespace

void draw_scrubber(Controls& controls, const Rect& row, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const double t_ns = time_at(scene.film.beats, scene.view.playback.position);
    const std::string clock = "t = " + clock_text(static_cast<std::int64_t>(t_ns)) + " s";
    const TextStyle style{.face = Face::mono, .size = type::small, .align = Align::right};
    const float clock_width = canvas.text_width("t = 00.000 s", style);
    canvas.text(row.right(clock_width), clock, style);

    const Rect place = row.without_right(clock_width + canvas.px(20)).without_left(canvas.px(16));
    const Places places = places_of(canvas, place);
    const Rect& track = places.track;
    const bool hidden = hides_future(scene);
    const double position = scene.view.playback.position;
    const double blend = scene.view.axis_blend;
    const Beats& beats = scene.film.beats;
    const Axis axis = hidden ? Axis::until(beats, blend, position, track.min.x, track.max.x)
                             : Axis{beats, blend, Zoom{}, track.min.x, track.max.x};
    const float x = hidden ? track.max.x : static_cast<float>(axis.x_of(position));
    const std::size_t until = hidden ? beat_at(beats, position) : beats.last();
    {
        const auto known = canvas.clip(place);
        draw_overview_map(canvas, places.map, scene.film, axis, x, until);
    }
    map_input(controls, places.map, scene, axis, intents);
    const Rect below{{place.min.x, places.map.max.y + canvas.px(3)}, place.max};
    const Controls::Response response = controls.area("scrubber", below);
    if (!hidden) draw_window(canvas, places.map, scene.view);
    draw_marks(canvas, track, scene, axis, until);
    draw_cursor(canvas, places, x, response.held);
    draw_flags(canvas, places.map, scene, axis);
    if (response.focused) {
        controls.focus_ring(track.inset(-canvas.px(4)), canvas.px(7));
    }
    if (hidden) {
        seek_back(response, scene, axis, intents);
    } else if (response.held) {
        intents.emplace_back(Seek{std::round(axis.position_at(ImGui::GetIO().MousePos.x))});
    }
}

}  // namespace coroscope::viz
