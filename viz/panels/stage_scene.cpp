// The scenery of a lane: frame, header, column titles, wells, the ring and the ways between them
// (declared in stage_draw.hpp).
#include <algorithm>
#include <cmath>

#include "viz/panels/glow.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_column.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/stage_pen.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {
namespace {

constexpr float pi = 3.14159265f;

/// Who it is on the left, what it does on the right.
void draw_header(LanePen& pen) {
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    const Rect header = to_rect(pen.lane.header);
    const StateLook& look = theme.look(pen.status.look);
    const ImU32 colour = pen.status.quiet ? theme.muted : look.text;
    TextStyle right{.face = pen.status.blocked ? Face::semibold : Face::ui,
                    .size = type::small,
                    .colour = colour,
                    .align = Align::right};
    const Rect inner = header.inset(canvas.px(4), 0);
    if (canvas.text_width(pen.status.text, right) > inner.width() * 0.62f) right.size = type::tiny;
    const auto guard = canvas.container(header);
    std::string name = party_label(pen.moment, Party::thread(pen.lane.thread));
    const TextStyle bold{.face = Face::semibold, .size = type::body, .colour = theme.text};
    float taken = 0;
    // In a narrow lane the name comes first: its token says the rest.
    const float both =
        canvas.text_width(name, bold) + canvas.text_width(pen.status.text, right) + canvas.px(42);
    const bool stands_below = pen.lane.loop == 0 && pen.status.quiet;  // see draw_no_loop
    const bool told = pen.loop != nullptr || (both <= inner.width() && !stands_below);
    if (!told && !pen.status.quiet) {
        icon(canvas, look.mark, {inner.max.x - canvas.px(8), inner.centre().y}, canvas.px(12),
             look.edge);
        taken = canvas.px(24);
    }
    if (told && !pen.status.text.empty()) {
        const float mark = canvas.px(12);
        // A long call leaves the thread's name without what it runs.
        const float least = canvas.text_width(name.substr(0, name.find(" (")), bold);
        const float room =
            std::max(inner.width() * 0.62f, inner.width() - least - mark - canvas.px(28));
        const float width = std::min(canvas.text_width(pen.status.text, right), room);
        canvas.text(inner.right(width + 1), pen.status.text, right);
        taken = width + mark + canvas.px(26);
        if (!pen.status.quiet)
            icon(canvas, look.mark,
                 {inner.max.x - width - canvas.px(8) - mark / 2, inner.centre().y}, mark,
                 look.edge);
    }
    const Rect left = inner.without_right(taken);
    // Where there is no room for what it runs, its name alone says who it is.
    if (canvas.text_width(name, bold) > left.width()) name = name.substr(0, name.find(" ("));
    const Rect written = canvas.text(left, name, bold);
    if (pen.lane.loop == 0) return;
    const std::string loop = "· " + trace::loop_name(pen.lane.loop);
    const TextStyle quiet{.size = type::body, .colour = theme.muted};
    const Rect rest = left.without_left(written.width() + canvas.px(8));
    if (canvas.text_width(loop, quiet) <= rest.width()) canvas.text(rest, loop, quiet);
}

void draw_title(LanePen& pen, const Box& column, std::string_view title, std::string_view states,
                Align align, bool shelf_title = false) {
    Canvas& canvas = pen.canvas;
    const Rect band{{column.x, pen.lane.titles.y}, {column.right(), pen.lane.titles.bottom()}};
    const float line = canvas.px(22);
    const Rect inner = band.inset(align == Align::left ? canvas.px(2) : 0, 0);
    const auto guard = canvas.container(band);
    const TextStyle bold{
        .face = Face::semibold, .size = type::small, .colour = canvas.theme().text, .align = align};
    const TextStyle quiet{.size = type::tiny, .colour = canvas.theme().muted, .align = align};
    if (!pen.lane.low) {
        canvas.text(inner.top(line), title, bold);
        // "Done · Cancelled" may still say "Done", or nothing.
        for (const std::string_view words : {states, states.substr(0, states.find(" ·"))})
            if (canvas.text_width(words, quiet) <= inner.width()) {
                canvas.text(inner.without_top(line - canvas.px(1)).top(canvas.px(19)), words,
                            quiet);
                return;
            }
        return;
    }
    // One line: the title, and the state where there is room for it.
    const float gap = canvas.px(8);
    const float title_width = canvas.text_width(title, bold);
    const float both = title_width + gap + canvas.text_width(states, quiet);
    if (both + (align == Align::centre ? gap : 0) > inner.width()) {
        // "Pending · ready" may still say "Pending".
        const std::string_view first = states.substr(0, states.find(" ·"));
        if (first.size() < states.size() && align == Align::left && !shelf_title)
            return draw_title(pen, column, title, first, align, shelf_title);
        TextStyle fitted = bold;
        if (title_width > inner.width()) fitted.size = type::tiny;
        // A title in two languages may say it in one.
        const bool whole = canvas.text_width(title, fitted) <= inner.width();
        canvas.text(inner, whole ? title : title.substr(0, title.find(' ')), fitted);
        return;
    }
    const float left = align == Align::left ? inner.min.x : inner.centre().x - both / 2;
    TextStyle at = bold;
    at.align = Align::left;
    canvas.text(Rect::sized(left, inner.min.y, title_width + 1, inner.height()), title, at);
    at = quiet;
    at.align = Align::left;
    canvas.text(Rect::sized(left + title_width + gap, inner.min.y, both - title_width - gap + 1,
                            inner.height()),
                states, at);
}

/// Where the loop is in its run.
std::string state_of_loop(const LanePen& pen) {
    if (pen.loop == nullptr || pen.loop->activity == LoopActivity::not_running)
        return text_of(pen, Str::not_running);
    if (pen.loop->activity == LoopActivity::closed) return text_of(pen, Str::closed);
    if (pen.loop->iteration == pen.loop->iterations_before)
        return text_of(pen, Str::running_begins);
    return tr(pen.moment.language, Str::running_iteration, {std::to_string(pen.loop->iteration)});
}

void draw_titles(LanePen& pen) {
    const Lane& lane = pen.lane;
    draw_title(pen, lane.ready, text_of(pen, Str::title_ready), text_of(pen, Str::pending_ready),
               Align::left);
    Box middle = lane.ring;
    middle.x = lane.ready.right();
    middle.w = lane.waiting.x - lane.ready.right();
    draw_title(pen, middle, text_of(pen, Str::title_loop), state_of_loop(pen), Align::centre);
    draw_title(pen, lane.waiting, text_of(pen, Str::title_waiting),
               text_of(pen, Str::pending_waiting), Align::left);
    draw_title(pen, lane.done, text_of(pen, Str::title_finished),
               text_of(pen, Str::doc_done) + (" · " + ended_otherwise(pen)), Align::left, true);
}

void draw_well(LanePen& pen, std::size_t index, Place place) {
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    const Rect well = to_rect(pen.lane.box(place));
    canvas.box(well, theme.well, theme.edge, canvas.px(10));
    const bool shelf = place == Place::done || place == Place::cancelled;
    Rect rest = well;
    if (shelf) {
        const StateLook& look =
            theme.look(place == Place::done ? Look::done : look_of_ended_otherwise(pen));
        // Clear of the ring around a selected token below it. A shelf so low that nothing else is
        // written there is all its name's.
        const float high = shelf_title_height(well.height(), canvas.scale()) - canvas.px(3);
        const float below = well.height() - high - canvas.px(8);
        const bool name_only = below < canvas.px(17) && !occupied(pen.scene, index, place);
        const Rect title = well.top(name_only ? well.height() : high).inset(canvas.px(11), 0);
        const float mark = canvas.px(11);
        Rect place_of_words = title.without_left(mark + canvas.px(7)).without_right(-canvas.px(8));
        std::string words =
            place == Place::done ? text_of(pen, Str::doc_done) : ended_otherwise(pen);
        TextStyle style{.face = Face::semibold, .size = type::small, .colour = look.text};
        if (canvas.text_width(words, style) > place_of_words.width()) style.size = type::tiny;
        // Of two states there is the word for both.
        if (canvas.text_width(words, style) > place_of_words.width() &&
            words.find(" · ") != std::string::npos)
            words = text_of(pen, Str::no_result);
        // The word says more than the mark.
        if (canvas.text_width(words, style) > place_of_words.width())
            place_of_words = well.top(title.height()).inset(canvas.px(5), 0);
        else
            icon(canvas, look.mark, {title.min.x + mark / 2, title.centre().y}, mark, look.edge);
        canvas.text(place_of_words, words, style);
        rest = well.without_top(title.height()).without_bottom(canvas.px(8));
    }
    if (!occupied(pen.scene, index, place) && rest.height() >= canvas.px(17))
        canvas.text(rest, text_of(pen, Str::empty),
                    {.size = type::small, .colour = theme.faint, .align = Align::centre});
}

void draw_arc(Canvas& canvas, ImVec2 centre, float radius, float stroke, float from, float to,
              ImU32 colour) {
    canvas.list().PathArcTo(centre, radius, from, to);
    canvas.list().PathStroke(colour, 0, stroke);
    for (const float angle : {from, to})
        canvas.disc({centre.x + std::cos(angle) * radius, centre.y + std::sin(angle) * radius},
                    stroke / 2, colour);
}

/// That the loop waits in select(), until when, and how long that is; in a small ring a mark says
/// it, and the lane's header the rest.
void draw_select(LanePen& pen, const Rect& strip, bool large) {
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    const StateLook& look = theme.look(Look::waiting);
    const auto until = static_cast<double>(pen.loop->select_until);
    const bool open = pen.loop->select_until == no_time;
    TextStyle call{
        .face = Face::mono, .size = type::body, .colour = look.text, .align = Align::centre};
    if (canvas.text_width("select()", call) > strip.width()) call.size = type::tiny;
    const TextStyle words{.size = large ? type::small : type::tiny, .align = Align::centre};
    const std::string when =
        open ? "" : tr(pen.moment.language, Str::until_time, {seconds_text(until)});
    const double left = std::max(0.0, until - pen.moment.time_ns);
    const std::string rest =
        open ? "" : tr(pen.moment.language, Str::left_seconds, {seconds_text(left, 1)});
    const bool fits = canvas.text_width("select()", call) <= strip.width() &&
                      canvas.text_width(when, words) <= strip.width() &&
                      canvas.text_width(rest, words) <= strip.width() * 0.8f;
    if (!fits) return icon(canvas, look.mark, strip.centre(), canvas.px(18), look.text);
    const float line = strip.height();
    canvas.text(strip.moved(0, open ? 0 : -line * 0.85f), "select()", call);
    if (open) return;
    TextStyle style = words;
    style.colour = theme.text;
    canvas.text(strip.moved(0, line * 0.12f), when, style);
    style.colour = theme.muted;
    canvas.text(strip.moved(0, line * 1.02f), rest, style);
}

/// What stands in the ring while nothing runs in it.
void draw_idle(LanePen& pen, ImVec2 centre, float inner) {
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    const bool selecting = pen.loop->activity == LoopActivity::selecting;
    const bool closed = pen.loop->activity == LoopActivity::closed;
    const float line = canvas.px(24);
    const Rect strip =
        Rect::sized(centre.x - inner * 0.9f, centre.y - line / 2, inner * 1.8f, line);
    if (!selecting) {
        const TextStyle style{.size = closed ? type::small : type::tiny,
                              .colour = theme.faint,
                              .align = Align::centre};
        const char* words = text_of(pen, closed ? Str::closed : Str::loop_between);
        if (canvas.text_width(words, style) <= strip.width()) canvas.text(strip, words, style);
        return;
    }
    draw_select(pen, strip, inner >= canvas.px(62));
}

/// The ring turns with the beats while the loop runs, and counts down while it waits or is held.
void draw_ring(LanePen& pen, std::size_t index) {
    Canvas& canvas = pen.canvas;
    const Theme& theme = canvas.theme();
    const ImVec2 centre = to_rect(pen.lane.ring).centre();
    const float stroke = ring_thickness(pen.lane, canvas.scale());
    const float radius = pen.lane.ring.w / 2 - stroke / 2;
    if (pen.status.blocked) canvas.disc(centre, radius + stroke / 2 + canvas.px(4), theme.panel);
    const bool running = pen.loop != nullptr && (pen.loop->activity == LoopActivity::in_batch ||
                                                 pen.loop->activity == LoopActivity::selecting);
    const ImU32 track = mix(theme.panel, theme.ghost, running || pen.status.blocked ? 1 : 0.6f);
    canvas.list().AddCircle(centre, radius, track, 0, stroke);
    const StateLook& look = theme.look(pen.status.look);
    if (pen.status.left >= 0) {
        const float left = std::max(pen.status.left, 0.001f);
        draw_arc(canvas, centre, radius, stroke, -pi / 2 + 2 * pi * (1 - left), 1.5f * pi,
                 look.edge);
    } else if (running && pen.loop->activity == LoopActivity::in_batch) {
        const double beats = std::floor(pen.scene.input.view.playback.position) + pen.scene.t;
        const auto turn = static_cast<float>(std::fmod(beats / 8, 1.0)) * 2 * pi;
        comet(canvas, centre, radius, stroke, turn - pi * 0.9f, turn, look.edge, track);
    }
    const bool closed = pen.loop != nullptr && pen.loop->activity == LoopActivity::closed;
    if ((running || closed) && !occupied(pen.scene, index, Place::centre))
        draw_idle(pen, centre, radius - stroke);
}

/// How brightly a way is lit: while something travels on it, and just after.
float traffic(const LanePen& pen, std::size_t lane, Place from, Place to) {
    float most = 0;
    for (const Moving& token : pen.scene.tokens)
        if (token.now.lane == lane && token.now.place == from && token.next.place == to &&
            token.travels)
            most = std::max(most, std::sin(pi * std::clamp(pen.scene.t, 0.0f, 1.0f)));
    return most;
}

void draw_way(LanePen& pen, const ImVec2 (&points)[4], const StateLook& look, float lit,
              bool dashed) {
    const Theme& theme = pen.canvas.theme();
    const ImU32 colour = mix(mix(theme.panel, theme.faint, 0.55f), look.edge, lit);
    arrow(pen.canvas, points[0], points[1], points[2], points[3],
          {.colour = colour, .width = lit > 0.5f ? 2.5f : 2, .head = 11, .dashed = dashed});
}

/// The word of a way, between those ends and as near to the place as these allow.
void way_label(LanePen& pen, ImVec2 place, float from, float to, Str id, const StateLook& look,
               float lit) {
    Canvas& canvas = pen.canvas;
    TextStyle style{.size = type::tiny, .align = Align::centre};
    const float text = canvas.text_width(text_of(pen, id), style);
    if (text > to - from) return;
    const float x = std::clamp(place.x, from + text / 2, to - text / 2);
    const Rect rect =
        Rect::sized(x - text / 2 - 1, place.y - canvas.px(10), text + 2, canvas.px(20));
    const float seen = seen_beside(
        pen.scene.tokens, {rect.min.x, rect.min.y, rect.width(), rect.height()}, canvas.scale());
    if (seen <= 0) return;
    style.colour = with_alpha(mix(canvas.theme().muted, look.text, lit), seen);
    if (pen.status.blocked)
        canvas.fill(rect.inset(-canvas.px(5), 0), with_alpha(canvas.theme().panel, seen),
                    canvas.px(5));
    canvas.text(rect, text_of(pen, id), style);
}

/// The three ways: into the loop, out to wait, and back to the queue under the ring.
void draw_ways(LanePen& pen, std::size_t index) {
    const Lane& lane = pen.lane;
    const Theme& theme = pen.canvas.theme();
    const float unit = pen.canvas.scale();
    const ImVec2 centre = to_rect(lane.ring).centre();
    const float radius = lane.ring.w / 2;
    const auto rim = [&](float degrees, float out) {
        const float angle = degrees * pi / 180;
        return ImVec2{centre.x + std::cos(angle) * (radius + out),
                      centre.y + std::sin(angle) * (radius + out)};
    };
    const StateLook& ready = theme.look(Look::ready);
    const StateLook& waiting = theme.look(Look::waiting);
    const bool queued = pen.loop != nullptr && !pen.loop->ready.empty() &&
                        pen.loop->activity == LoopActivity::in_batch && !pen.status.blocked;
    const float in =
        std::max(queued ? 0.8f : 0.0f, traffic(pen, index, Place::ready, Place::centre));
    const ImVec2 start{lane.ready.right() + 2 * unit, lane.ready.y + 30 * unit};
    const ImVec2 entry = rim(200, 3 * unit);
    draw_way(
        pen,
        {start, {start.x + 26 * unit, start.y}, {entry.x - 22 * unit, entry.y - 14 * unit}, entry},
        ready, in, false);
    const float out = traffic(pen, index, Place::centre, Place::waiting);
    const ImVec2 leave = rim(-20, 3 * unit);
    const ImVec2 room{lane.waiting.x - 3 * unit, lane.waiting.y + 30 * unit};
    draw_way(
        pen,
        {leave, {leave.x + 20 * unit, leave.y - 12 * unit}, {room.x - 24 * unit, room.y}, room},
        waiting, out, true);
    const float back = traffic(pen, index, Place::waiting, Place::ready);
    const float low = lane.ready.bottom() - 12 * unit;
    const ImVec2 from{lane.waiting.x - 2 * unit, low};
    const ImVec2 to{lane.ready.right() + 4 * unit, low};
    draw_way(pen,
             {from, {from.x - 40 * unit, low + 8 * unit}, {to.x + 40 * unit, low + 8 * unit}, to},
             ready, back, false);
    way_label(pen, {centre.x, low - (lane.low ? 5.0f : 8.0f) * unit}, centre.x - radius / 2,
              centre.x + radius / 2, Str::way_wake, ready, back);
    // What runs is wider than a small ring: the words keep clear of its token.
    const float y = start.y - 20 * unit;
    const bool beside = centre.y - y < 40 * unit;
    const float clear = std::max(radius * 0.55f, beside ? 94 * unit : 0.0f);
    way_label(pen, {(centre.x + radius + room.x) / 2 + 6 * unit, y}, centre.x + clear,
              room.x - 5 * unit, Str::way_await, waiting, out);
    way_label(pen, {(start.x + centre.x - radius) / 2 - 2 * unit, y}, start.x + 5 * unit,
              centre.x - clear, Str::next, ready, in);
}

/// A thread without a loop: below its token it is said that there is none; in the token's place,
/// that it has not begun or is over.
void draw_no_loop(LanePen& pen) {
    const Rect frame = to_rect(pen.lane.frame);
    if (pen.status.quiet) {
        const Rect under{{frame.min.x, pen.lane.header.bottom()}, frame.max};
        pen.canvas.text(
            under.inset(pen.canvas.px(6), 0), pen.status.text,
            {.size = type::small, .colour = pen.canvas.theme().muted, .align = Align::centre});
        return;
    }
    const float top = pen.lane.ring.mid_y() + pen.canvas.px(44);
    if (top + pen.canvas.px(24) > frame.max.y) return;
    const Rect strip = Rect::sized(frame.min.x, top, frame.width(), pen.canvas.px(24));
    TextStyle style{
        .size = type::small, .colour = pen.canvas.theme().muted, .align = Align::centre};
    const char* words = text_of(pen, Str::no_event_loop);
    if (pen.canvas.text_width(words, style) > strip.width() - pen.canvas.px(12))
        style.size = type::tiny;
    pen.canvas.text(strip.inset(pen.canvas.px(4), 0), words, style);
}

}  // namespace

std::string ended_otherwise(const LanePen& pen) {
    const StageCast::Member& ends = pen.member;
    if (ends.destroyed == 0) return text_of(pen, Str::doc_cancelled);
    const std::string destroyed = text_of(pen, Str::destroyed);
    return ends.destroyed == ends.cancelled
               ? destroyed
               : text_of(pen, Str::doc_cancelled) + (" · " + destroyed);
}

Look look_of_ended_otherwise(const LanePen& pen) {
    const StageCast::Member& ends = pen.member;
    return ends.destroyed > 0 && ends.destroyed == ends.cancelled ? Look::destroyed
                                                                  : Look::cancelled;
}

void draw_lane(Canvas& canvas, const StageScene& scene, std::size_t index) {
    const bool late = scene.t >= 0.5f;
    const Moment& moment = late ? scene.next : scene.now;
    const Lane& lane = (late ? scene.to : scene.from).lanes[index];
    LanePen pen{canvas,
                scene,
                lane,
                moment,
                lane_status(moment, lane.thread, lane.loop),
                nullptr,
                scene.input.cast.members[index]};
    if (lane.loop != 0 && lane.loop < moment.world.loops.size())
        pen.loop = &moment.world.loops[lane.loop];
    if (lane.row) return draw_row(pen, index);
    draw_frame(pen);
    draw_header(pen);
    if (pen.member.loops.empty()) {
        draw_no_loop(pen);
        return;
    }
    draw_titles(pen);
    for (const Place place : {Place::ready, Place::waiting, Place::done, Place::cancelled})
        draw_well(pen, index, place);
    draw_ways(pen, index);
    draw_ring(pen, index);
}

}  // namespace coroscope::viz
