// A lane as a row of a table: who it is and what it does, wells, one slot for what runs, counts of
// what is finished (declared in stage_pen.hpp).
#include <algorithm>
#include <string>
#include <vector>

#include "viz/model/names.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_pen.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {
namespace {

/// The first of these, from the most to the least telling, that has room; empty where none has.
std::string fitting(const Canvas& canvas, const std::vector<std::string>& words,
                    const TextStyle& style, float room) {
    const auto found = std::find_if(words.begin(), words.end(), [&](const std::string& each) {
        return canvas.text_width(each, style) <= room;
    });
    return found != words.end() ? *found : std::string{};
}

/// `select() · until 3.000 · 2.0 s left`, and with ever fewer of its parts.
std::vector<std::string> shorter_and_shorter(std::string words) {
    std::vector<std::string> all{words};
    for (std::size_t cut = words.rfind(" · "); cut != std::string::npos; cut = words.rfind(" · "))
        all.push_back(words = words.substr(0, cut));
    return all;
}

/// What the lane does, in ever fewer words; of a call, blocking or one that runs its loop, the last
/// to be left out is its name.
std::vector<std::string> status_words(const LanePen& pen) {
    std::vector<std::string> words = shorter_and_shorter(pen.status.text);
    if (pen.status.blocked)
        words.push_back(
            blocking_call(pen.moment.recording, pen.moment.world.threads[pen.lane.thread]));
    if (pen.loop != nullptr && pen.loop->thread == pen.lane.thread && pen.loop->run_call != 0) {
        const std::string call{pen.moment.recording.string(pen.loop->run_call)};
        words.push_back(tr(pen.moment.language, Str::in_call, {call + "()"}));
        words.push_back(call + "()");
    }
    return words;
}

void draw_status(LanePen& pen, const Rect& strip, Align align) {
    Canvas& canvas = pen.canvas;
    const StateLook& look = canvas.theme().look(pen.status.look);
    const float mark = canvas.px(12);
    const float before = pen.status.quiet ? 0 : mark + canvas.px(7);
    const TextStyle style{.face = pen.status.blocked ? Face::semibold : Face::ui,
                          .size = type::small,
                          .colour = pen.status.quiet ? canvas.theme().muted : look.text};
    const std::string words = fitting(canvas, status_words(pen), style, strip.width() - before);
    const float width = before + canvas.text_width(words, style);
    const float left = align == Align::left ? strip.min.x : strip.max.x - width;
    if (before > 0) icon(canvas, look.mark, {left + mark / 2, strip.centre().y}, mark, look.edge);
    canvas.text(Rect::sized(left + before, strip.min.y, width - before + 1, strip.height()), words,
                style);
}

/// Who it is and, below or beside that, what it does.
void draw_who(LanePen& pen) {
    Canvas& canvas = pen.canvas;
    const Rect header = to_rect(pen.lane.header).inset(canvas.px(2), 0);
    const auto guard = canvas.container(to_rect(pen.lane.header));
    const float line = canvas.px(24);
    const bool below = pen.lane.ready.w > 0 && header.height() >= 2 * canvas.px(20);
    const Rect strip =
        Rect::sized(header.min.x, below ? header.centre().y - line : header.centre().y - line / 2,
                    header.width(), line);
    std::string name = party_label(pen.moment, Party::thread(pen.lane.thread));
    const TextStyle bold{.face = Face::semibold, .size = type::body};
    const TextStyle quiet{.size = type::small, .colour = canvas.theme().muted};
    if (canvas.text_width(name, bold) > strip.width() * 0.75f)
        name = name.substr(0, name.find(" ("));
    const Rect written = canvas.text(strip, name, bold);
    Rect rest = strip.without_left(written.width() + canvas.px(8));
    const std::string loop = pen.lane.loop == 0 ? "" : trace::loop_name(pen.lane.loop);
    if (below && canvas.text_width(loop, quiet) <= rest.width()) canvas.text(rest, loop, quiet);
    if (below) rest = strip.moved(0, line - canvas.px(2));
    if (rest.width() > canvas.px(20)) draw_status(pen, rest, below ? Align::left : Align::right);
}

void draw_titles(LanePen& pen) {
    Canvas& canvas = pen.canvas;
    const Rect band = to_rect(pen.lane.titles);
    const Rect shelves = to_rect(pen.lane.done).without_right(-pen.lane.cancelled.w);
    const auto guard = canvas.container(band);
    const auto title = [&](const Rect& column, Str id) {
        const std::string words = text_of(pen, id);
        const TextStyle style{.face = Face::semibold, .size = type::small, .align = Align::centre};
        const Rect place{{column.min.x, band.min.y}, {column.max.x, band.max.y}};
        canvas.text(
            place, fitting(canvas, {words, words.substr(0, words.find(' '))}, style, place.width()),
            style);
    };
    title(to_rect(pen.lane.ready), Str::title_ready);
    title(to_rect(pen.lane.ring), Str::title_loop);
    title(to_rect(pen.lane.waiting), Str::title_waiting);
    title(shelves, Str::title_finished);
}

void draw_well(LanePen& pen, std::size_t index, Place place) {
    Canvas& canvas = pen.canvas;
    const Rect well = to_rect(pen.lane.box(place));
    canvas.box(well, canvas.theme().well, canvas.theme().edge, canvas.px(8));
    if (!occupied(pen.scene, index, place) && well.height() >= canvas.px(17))
        canvas.text(well, text_of(pen, Str::empty),
                    {.size = type::small, .colour = canvas.theme().faint, .align = Align::centre});
}

std::size_t count_of(const LanePen& pen, std::size_t index, Place place) {
    const StageLayout& layout = pen.scene.t < 0.5f ? pen.scene.from : pen.scene.to;
    for (const Overflow& overflow : layout.overflows)
        if (overflow.lane == index && overflow.place == place) return overflow.count;
    return 0;
}

/// How many are on a shelf, under the mark of their state.
void draw_shelf(LanePen& pen, std::size_t index, Place place) {
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    const Rect shelf = to_rect(pen.lane.box(place)).inset(canvas.px(2), 0);
    const std::size_t count = count_of(pen, index, place);
    const StateLook& look =
        theme.look(place == Place::done ? Look::done : look_of_ended_otherwise(pen));
    const ImU32 colour = count == 0 ? theme.faint : look.text;
    const std::string number = std::to_string(count);
    const TextStyle style{.face = Face::semibold, .size = type::heading, .colour = colour};
    const float mark = canvas.px(13);
    const float width = mark + canvas.px(6) + canvas.text_width(number, style);
    const Rect strip =
        Rect::sized(shelf.centre().x - width / 2, shelf.min.y, width + 1, shelf.height());
    icon(canvas, look.mark, {strip.min.x + mark / 2, strip.centre().y}, mark,
         count == 0 ? theme.faint : look.edge);
    canvas.text(strip.without_left(mark + canvas.px(6)), number, style);
}

/// What stands in the slot while nothing runs in it: that the loop waits, and how long.
void draw_idle(LanePen& pen, const Rect& slot) {
    if (pen.loop == nullptr) return;
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    std::vector<std::string> words{text_of(pen, Str::loop_between)};
    TextStyle style{.size = type::small, .colour = theme.faint, .align = Align::centre};
    if (pen.loop->activity == LoopActivity::closed) words = {text_of(pen, Str::closed)};
    if (pen.loop->activity == LoopActivity::not_running) words = {text_of(pen, Str::not_running)};
    if (pen.loop->activity == LoopActivity::selecting) {
        words = {"select()"};
        style.face = Face::mono;
        style.colour = theme.look(Look::waiting).text;
    }
    canvas.text(slot, fitting(canvas, words, style, slot.width()), style);
}

/// A slot instead of a ring: it lights while the loop runs, and its foot counts down a wait.
void draw_slot(LanePen& pen, std::size_t index) {
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    const Rect slot = to_rect(pen.lane.ring);
    const bool live = pen.loop != nullptr && (pen.loop->activity == LoopActivity::in_batch ||
                                              pen.loop->activity == LoopActivity::selecting);
    const StateLook& look = theme.look(pen.status.look);
    canvas.box(slot, theme.well, live ? look.edge : theme.control_edge, canvas.px(10), 2);
    if (!occupied(pen.scene, index, Place::centre)) draw_idle(pen, slot.inset(canvas.px(6), 0));
    if (pen.status.left < 0 || slot.height() < canvas.px(24)) return;
    const Rect track = slot.inset(canvas.px(8), 0).bottom(canvas.px(6)).top(canvas.px(3));
    canvas.fill(track, theme.ghost, track.height() / 2);
    canvas.fill(track.left(track.width() * pen.status.left), look.edge, track.height() / 2);
}

/// How brightly a way is lit: while something travels on it.
float traffic(const LanePen& pen, std::size_t lane, Place from, Place to) {
    const bool travels =
        std::any_of(pen.scene.tokens.begin(), pen.scene.tokens.end(), [&](const Moving& token) {
            return token.travels && token.now.lane == lane && token.now.place == from &&
                   token.next.place == to;
        });
    return travels ? 4 * pen.scene.t * (1 - pen.scene.t) : 0;
}

/// Into the slot and out to wait; the way back is the token's own.
void draw_ways(LanePen& pen, std::size_t index) {
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    const auto way = [&](const Box& from, const Box& to, const StateLook& look, float lit,
                         bool dashed) {
        const ImU32 colour = mix(mix(theme.panel, theme.faint, 0.55f), look.edge, lit);
        arrow(canvas, {from.right() + canvas.px(3), from.mid_y()},
              {to.x - canvas.px(3), to.mid_y()},
              {.colour = colour, .width = lit > 0.5f ? 2.5f : 2, .head = 9, .dashed = dashed});
    };
    way(pen.lane.ready, pen.lane.ring, theme.look(Look::ready),
        traffic(pen, index, Place::ready, Place::centre), false);
    way(pen.lane.ring, pen.lane.waiting, theme.look(Look::waiting),
        traffic(pen, index, Place::centre, Place::waiting), true);
}

}  // namespace

void draw_row(LanePen& pen, std::size_t index) {
    if (pen.lane.titles.h > 0) draw_titles(pen);
    draw_frame(pen);
    draw_who(pen);
    if (pen.lane.ready.w <= 0) return;
    draw_well(pen, index, Place::ready);
    draw_well(pen, index, Place::waiting);
    if (pen.status.blocked) {  // no text on the hatch
        const Rect shelves = to_rect(pen.lane.done).without_right(-pen.lane.cancelled.w);
        pen.canvas.fill(shelves, pen.canvas.theme().panel, pen.canvas.px(8));
    }
    draw_shelf(pen, index, Place::done);
    draw_shelf(pen, index, Place::cancelled);
    draw_ways(pen, index);
    draw_slot(pen, index);
}

}  // namespace coroscope::viz
