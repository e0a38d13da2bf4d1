#include "viz/panels/compare.hpp"

#include <algorithm>

#include "viz/model/phrases.hpp"
#include "viz/panels/rivals.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/words.hpp"

namespace coroscope::viz {

namespace {

std::vector<Rival> rivals(const Scene& scene) {
    return scene.touched.scenario == nullptr ? std::vector<Rival>{}
                                             : rivals_of(scene.lesson, *scene.touched.scenario,
                                                         scene.touched.former, scene.view.language);
}

// The cursor of the present run, put into the other: the same time, or on the axis of steps the
// same beat.
double same_cursor(const Scene& scene, const Beats& others, double position) {
    if (scene.view.axis == AxisKind::steps) {
        return std::min(position, static_cast<double>(others.last()));
    }
    return position_of_time(others, time_at(scene.film.beats, position));
}

// What the person asks for in the rival's timeline, said of the present one.
void translate(const Intents& asked, const Scene& scene, const Film& rival, Intents& intents) {
    for (const Intent& intent : asked) {
        if (const auto* there = std::get_if<Seek>(&intent)) {
            const double position =
                scene.view.axis == AxisKind::steps
                    ? std::min(there->position, static_cast<double>(scene.film.beats.last()))
                    : position_of_time(scene.film.beats, time_at(rival.beats, there->position));
            intents.emplace_back(Seek{position});
        } else if (std::holds_alternative<SetZoom>(intent) ||
                   std::holds_alternative<ScrollRows>(intent) ||
                   std::holds_alternative<FollowRows>(intent) ||
                   std::holds_alternative<HoldRows>(intent)) {
            intents.push_back(intent);
        }
    }
}

// How long the whole run takes.
std::string length_text(const Film& film) {
    return "  ·  " + clock_text(film.beats.duration_ns()) + " s";
}

// A strip above a timeline: which scenario it is of.
void draw_title(Canvas& canvas, const Rect& strip, std::string_view text, ImU32 colour) {
    canvas.fill(strip, canvas.theme().well);
    canvas.fill(strip.left(canvas.px(4)), colour);
    canvas.text(strip.inset(canvas.px(14), 0), text,
                {.face = Face::semibold, .size = type::small, .colour = colour});
}

// The rivals as buttons at the right of the lower strip, and a cross that ends the comparison.
void draw_choice(Controls& controls, const Rect& strip, const Scene& scene,
                 const std::vector<Rival>& all, Intents& intents) {
    Canvas& canvas = controls.canvas();
    Rect row = strip.inset(canvas.px(6), canvas.px(2));
    const Rect cross = snapped(row.right(row.height()));
    if (controls.button("end comparison", cross, "", {.quiet = true, .icon = Icon::cross})) {
        intents.emplace_back(Compare{});
    }
    row = row.without_right(row.height() + canvas.px(8));
    for (std::size_t i = all.size(); i-- > 0;) {
        const bool chosen = scene.view.rival == all[i].key;
        const ButtonStyle style{.chosen = chosen, .size = type::tiny};
        const float width = controls.button_width(all[i].label, style);
        if (width > row.width() - canvas.px(120)) {
            break;
        }
        if (controls.button(("rival " + all[i].key).c_str(), snapped(row.right(width)),
                            all[i].label, style)) {
            intents.emplace_back(Compare{all[i].key});
        }
        row = row.without_right(width + canvas.px(4));
    }
}

// What differs, in a strip between the two: as many sentences as there is room for. A click goes to
// where it is seen.
void draw_differences(Controls& controls, const Rect& strip, const Scene& scene, Intents& intents) {
    Canvas& canvas = controls.canvas();
    const Theme& theme = canvas.theme();
    canvas.fill(strip, theme.well);
    canvas.fill(strip.left(canvas.px(4)), theme.warning);
    const auto container = canvas.container(strip);
    const TextStyle style{.size = type::small, .colour = theme.text};
    Rect room = strip.inset(canvas.px(14), canvas.px(2));
    const auto& all = scene.touched.differences;
    if (all.empty()) {
        canvas.text(room, say(scene.view.language, Say::differs_nothing), style);
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const float width = canvas.text_width(all[i].sentence, style) + canvas.px(16);
        // However long a sentence is, there is room to say how many follow.
        const std::string more = "+" + std::to_string(all.size() - i - 1);
        const bool last = i + 1 == all.size();
        const float rest = last ? 0 : canvas.text_width(more, style) + canvas.px(10);
        if (width + rest > room.width() && i > 0) {
            canvas.text(room, "+" + std::to_string(all.size() - i), style);
            return;
        }
        const Rect place = snapped(room.left(std::min(width, room.width() - rest)));
        const auto response = controls.area(("difference" + std::to_string(i)).c_str(), place);
        if (response.hovered) {
            canvas.fill(place, theme.control_hover, canvas.px(5));
        }
        canvas.text(place.inset(canvas.px(8), 0), all[i].sentence, style);
        if (response.focused) {
            controls.focus_ring(place, canvas.px(5));
        }
        if (response.pressed && all[i].one != 0) {
            const Beats& beats = scene.film.beats;
            intents.emplace_back(Seek{static_cast<double>(beats.beat_of_seq(all[i].one))});
        }
        room = room.without_left(place.width() + canvas.px(8));
    }
}

}  // namespace

void draw_comparison(Controls& controls, const Rect& area, const Scene& scene, TimelineInput above,
                     Intents& intents) {
    Canvas& canvas = controls.canvas();
    const std::vector<Rival> all = rivals(scene);
    const Rival* rival = find_rival(all, scene.view.rival);
    const Film* film = scene.touched.rival;
    if (rival == nullptr || film == nullptr) {
        return draw_timeline(canvas, area, above, intents);
    }
    const float title = canvas.px(28);
    const float strip = canvas.px(30);
    const float half = std::round((area.height() - strip) / 2);
    const Rect upper = area.top(half);
    const Rect lower = area.without_top(half + strip);
    draw_differences(controls, area.without_top(half).top(strip), scene, intents);
    View view = scene.view;
    view.playback.position = same_cursor(scene, film->beats, view.playback.position);
    if (view.rows_held) view.rows_held = same_cursor(scene, film->beats, *view.rows_held);
    view.selection = {};
    view.folded.clear();
    TimelineInput below{film->recording, film->beats, film->tracks, view};
    below.legend = above.legend = false;
    Touched without_ghost = scene.touched;
    without_ghost.ghost = nullptr;
    above.touched = &without_ghost;
    const Extent present = extent_of(scene.film.beats);
    const Extent other = extent_of(film->beats);
    above.extent =
        below.extent = {std::max(present.beats, other.beats), std::max(present.ns, other.ns)};
    const TimelineMargins mine = timeline_margins(canvas, upper, above);
    const TimelineMargins theirs = timeline_margins(canvas, lower, below);
    above.least =
        below.least = {std::max(mine.names, theirs.names), std::max(mine.end, theirs.end)};

    draw_title(canvas, upper.top(title), scene.word(Str::compare_present) + length_text(scene.film),
               canvas.theme().accent);
    ImGui::PushID("present");
    draw_timeline(canvas, upper.without_top(title), above, intents);
    ImGui::PopID();
    draw_title(canvas, lower.top(title), rival->label + length_text(*film),
               canvas.theme().look(Look::waiting).text);
    draw_choice(controls, lower.top(title).without_left(canvas.px(220)), scene, all, intents);
    Intents asked;
    ImGui::PushID("rival");
    draw_timeline(canvas, lower.without_top(title), below, asked);
    ImGui::PopID();
    translate(asked, scene, *film, intents);
}

}  // namespace coroscope::viz
