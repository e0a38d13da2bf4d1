// How a token of the stage is drawn (declared in stage_draw.hpp).
#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "viz/panels/glow.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_column.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/stage_name.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {
namespace {

StateLook faded(StateLook look, float alpha) {
    if (alpha >= 1) return look;
    for (ImU32* colour : {&look.fill, &look.edge, &look.ink, &look.text, &look.texture})
        *colour = with_alpha(*colour, alpha);
    return look;
}

/// The colours pass from one look to the other around half-way; texture and mark change there.
StateLook between(const StateLook& now, const StateLook& next, float mixed) {
    const float amount = std::clamp((mixed - 0.3f) / 0.4f, 0.0f, 1.0f);
    StateLook look = amount < 0.5f ? now : next;
    look.fill = mix(now.fill, next.fill, amount);
    look.edge = mix(now.edge, next.edge, amount);
    look.ink = mix(now.ink, next.ink, amount);
    return look;
}

struct Drawn {
    Rect rect;
    StateLook look;
    TokenFace face;
    TokenForm form = TokenForm::card;
    ImU32 dot = 0;
    float alpha = 1;
    bool small = false;
};

Drawn token_of(const Canvas& canvas, const StageScene& scene, const Moving& moving) {
    const Theme& theme = canvas.theme();
    const TokenFace now = token_face(scene.now, moving.now.party);
    const TokenFace next = token_face(scene.next, moving.next.party);
    const bool arrived = moving.mix >= 0.5f;
    Drawn token;
    token.rect = to_rect(moving.box);
    token.look =
        faded(between(theme.look(now.look), theme.look(next.look), moving.mix), moving.alpha);
    token.face = arrived ? next : now;
    token.form = arrived ? moving.next.form : moving.now.form;
    token.alpha = moving.alpha;
    token.small = moving.next.party.kind() == trace::PartyKind::handle;
    // Where there is one line, what a thread does is worth more than who it is: its lane says that.
    const bool thread = moving.next.party.kind() == trace::PartyKind::thread;
    if (thread && token.form != TokenForm::card && !token.face.detail.empty()) {
        token.face.label = token.face.detail;
        token.face.brief.clear();
        token.face.shortest.clear();
    }
    if (moving.next.party.kind() == trace::PartyKind::task)
        token.dot = with_alpha(theme.task(moving.next.party.number()), moving.alpha);
    return token;
}

/// The countdown of a wait: a small ring that empties around the mark; returns the room it takes.
float draw_countdown(Canvas& canvas, const Drawn& token, const Rect& inner) {
    if (token.face.left < 0 || token.form == TokenForm::chip || token.small) return 0;
    const float radius = std::min(canvas.px(14), inner.height() / 2 - canvas.px(3));
    const ImVec2 centre{inner.max.x - radius, inner.centre().y};
    const float stroke = std::min(canvas.px(4), radius * 0.35f);
    ring(canvas, centre, radius - stroke / 2, stroke, token.face.left, token.look.edge,
         with_alpha(mix(token.look.fill, token.look.edge, 0.3f), token.alpha));
    if (radius >= canvas.px(12))
        icon(canvas, token.look.mark, centre, radius * 0.75f, token.look.ink);
    return 2 * radius + canvas.px(6);
}

/// The mark of the state at the end of the label's line; returns the room it takes.
float draw_corner_mark(Canvas& canvas, const Drawn& token, const Rect& line) {
    const float size = canvas.px(11);
    icon(canvas, token.look.mark, {line.max.x - size / 2, line.centre().y}, size, token.look.edge);
    return size + canvas.px(5);
}

/// The words of state: in the larger of two sizes that fits, else in fewer words.
void draw_detail(Canvas& canvas, const Drawn& token, const Rect& strip, Align align) {
    TextStyle style{.size = type::small, .colour = token.look.ink, .align = align};
    const auto fits = [&](const std::string& words) {
        return canvas.text_width(words, style) <= strip.width();
    };
    if (strip.height() < canvas.px(20) || !fits(token.face.detail)) style.size = type::tiny;
    const std::string* words = &token.face.detail;
    for (const std::string* fewer : {&token.face.brief, &token.face.shortest})
        if (!fits(*words) && !fewer->empty()) words = fewer;
    if (!fits(*words)) style.size = type::least;
    canvas.text(strip, *words, style);
}

/// That a task has failed is told by no place of its own: it lies among those that are done. So it
/// is with one that was destroyed, among those that were cancelled.
bool needs_mark(const Drawn& token) {
    return token.face.look == Look::failed || token.face.look == Look::destroyed;
}

/// The mark of the state at the right end of a line; returns the room that it leaves.
Rect draw_end_mark(Canvas& canvas, const Drawn& token, const Rect& line) {
    const float size = canvas.px(10);
    icon(canvas, token.look.mark, {line.max.x - size / 2, line.centre().y}, size, token.look.edge);
    return line.without_right(size + canvas.px(4));
}

struct CardLines {
    Rect label;
    Rect detail;
};
CardLines card_lines(const Canvas& canvas, const Rect& inner) {
    const bool tall = inner.height() >= canvas.px(52);
    const float upper = std::min(canvas.px(tall ? 26 : 23), inner.height() / 2);
    const float lower = std::min(canvas.px(tall ? 22 : 19), inner.height() / 2);
    const float top = std::round(inner.centre().y - (upper + lower) / 2);
    return {Rect::sized(inner.min.x, top, inner.width(), upper),
            Rect::sized(inner.min.x, top + upper, inner.width(), lower)};
}

TextStyle label_style(const Drawn& token, const Canvas& canvas, const Rect& line) {
    const bool tall = line.height() >= canvas.px(25);
    return {.face = token.small ? Face::mono : Face::semibold,
            .size = token.small ? type::small
                    : tall      ? type::heading
                                : type::body,
            .colour = token.look.ink};
}

/// A name that is too long for its line takes further ones, at last those of the words of state,
/// which the token's colour and place repeat.
void draw_long_name(Canvas& canvas, const Drawn& token, const Rect& inner, TextStyle style,
                    Align align) {
    style.align = align;
    const float detail = canvas.px(17);
    const std::string& label = token.face.label;
    const float room = inner.height() - canvas.px(6);
    NameLines name = name_lines(canvas, label, style, inner.width(), room - detail);
    const bool both = name.whole && room >= detail + canvas.px(type::tiny);
    if (!both) {
        draw_name(canvas, inner.inset(0, canvas.px(3)),
                  name_lines(canvas, label, style, inner.width(), room));
        return;
    }
    const float lines = static_cast<float>(name.lines.size()) * canvas.px(name.style.size + 2);
    const float top = std::round(inner.centre().y - (lines + detail) / 2);
    draw_name(canvas, Rect::sized(inner.min.x, top, inner.width(), lines), name);
    draw_detail(canvas, token, Rect::sized(inner.min.x, top + lines, inner.width(), detail), align);
}

/// The dot at the left of `inner`; returns what is left of that.
Rect draw_line_dot(Canvas& canvas, const Drawn& token, const Rect& inner, bool small) {
    if (token.dot == 0) return inner;
    const float radius = canvas.px(small ? 3.5f : 6);
    canvas.disc({inner.min.x + radius, inner.centre().y}, radius, token.dot);
    return inner.without_left(2 * radius + canvas.px(small ? 3 : 8));
}

/// A small dot, or a stripe at the token's edge where only that leaves the name room to be whole;
/// returns that room.
Rect draw_name_dot(Canvas& canvas, const Drawn& token, const Rect& inner, const TextStyle& style,
                   float height) {
    const auto is_whole = [&](const Rect& room) {
        return name_lines(canvas, token.face.label, style, room.width(), height).whole;
    };
    const Rect beside_stripe = inner.without_left(canvas.px(3));
    if (token.dot == 0 || is_whole(inner.without_left(canvas.px(10))) || !is_whole(beside_stripe))
        return draw_line_dot(canvas, token, inner, true);
    const Rect stripe = token.rect.inset(canvas.px(3), canvas.px(6)).left(canvas.px(3));
    canvas.fill(stripe, token.dot, canvas.px(1.5f));
    return beside_stripe;
}

/// A narrow token: a small dot in its corner, and all the rest for the name.
void draw_narrow_card(Canvas& canvas, const Drawn& token, const TextStyle& style) {
    Rect inner = token.rect.inset(canvas.px(4), 0);
    if (needs_mark(token)) inner = draw_end_mark(canvas, token, inner);
    inner = draw_name_dot(canvas, token, inner, style, inner.height() - canvas.px(6));
    draw_long_name(canvas, token, inner, style, Align::left);
}

void draw_card(Canvas& canvas, const Drawn& token) {
    Rect inner = token.rect.without_left(canvas.px(10)).without_right(canvas.px(7));
    // In a narrow column the name is worth more than the countdown, which the words repeat.
    const float label =
        canvas.text_width(token.face.label, {.face = Face::semibold, .size = type::small});
    const bool roomy = label + canvas.px(22 + 34) <= inner.width();
    const float countdown = roomy ? draw_countdown(canvas, token, inner) : 0;
    inner = inner.without_right(countdown);
    const float radius = token.dot != 0 ? canvas.px(7) : 0;
    const Rect words = token.dot != 0 ? inner.without_left(2 * radius + canvas.px(8)) : inner;
    const CardLines lines = card_lines(canvas, words);
    const TextStyle style = label_style(token, canvas, lines.label);
    const bool corner = countdown <= 0 && label + canvas.px(18) <= lines.label.width();
    const float mark = corner ? canvas.px(16) : 0;
    const Rect line = lines.label.without_right(mark);
    const NameLines name = name_lines(canvas, token.face.label, style, line.width(), 0);
    if (!name.whole) return draw_narrow_card(canvas, token, style);
    if (token.dot != 0) canvas.disc({inner.min.x + radius, inner.centre().y}, radius, token.dot);
    if (corner) draw_corner_mark(canvas, token, lines.label);
    draw_name(canvas, line, name);
    draw_detail(canvas, token, lines.detail, Align::left);
}

/// In the middle of the ring: dot, label and mark as one centred group, the words below.
void draw_centre_card(Canvas& canvas, const Drawn& token) {
    const Rect inner = token.rect.inset(canvas.px(8), 0);
    const CardLines lines = card_lines(canvas, inner);
    const TextStyle style = label_style(token, canvas, lines.label);
    const float radius = token.dot != 0 ? canvas.px(6) : 0;
    const float before = token.dot != 0 ? 2 * radius + canvas.px(7) : 0;
    const float mark = canvas.px(11);
    float after = mark + canvas.px(7);
    const auto within = [&](float taken) {
        return name_lines(canvas, token.face.label, style, inner.width() - taken, 0);
    };
    NameLines name = within(before + after);
    // A long name is worth more than the mark, which the colour and the place repeat.
    if (!name.whole) name = within(before + std::exchange(after, 0.0f));
    if (!name.whole) {
        if (token.dot != 0)
            canvas.disc({inner.min.x + radius - canvas.px(2), inner.centre().y}, radius, token.dot);
        return draw_long_name(canvas, token, inner.without_left(before), style, Align::centre);
    }
    const float text = canvas.text_width(token.face.label, name.style);
    const float left = std::round(inner.centre().x - (before + text + after) / 2);
    const float middle = lines.label.centre().y;
    if (token.dot != 0) canvas.disc({left + radius, middle}, radius, token.dot);
    draw_name(canvas, Rect::sized(left + before, lines.label.min.y, text + 1, lines.label.height()),
              name);
    if (after > 0)
        icon(canvas, token.look.mark, {left + before + text + after - mark / 2, middle}, mark,
             token.look.edge);
    draw_detail(canvas, token, lines.detail, Align::centre);
}

/// In a crowd the arguments tell tasks apart: where `work(12)` has no room, `(12)` may.
std::string_view name_within(const Canvas& canvas, std::string_view name, const TextStyle& style,
                             float room) {
    const std::size_t arguments = name.find('(');
    const bool told = arguments != std::string_view::npos && name.size() > arguments + 2;
    return told && canvas.text_width(name, style) > room ? name.substr(arguments) : name;
}

/// A name that has the token to itself, but for a mark that must be.
void draw_name_alone(Canvas& canvas, const Drawn& token, const TextStyle& style) {
    Rect inner = token.rect.inset(canvas.px(4), canvas.px(2));
    if (needs_mark(token)) inner = draw_end_mark(canvas, token, inner);
    inner = draw_name_dot(canvas, token, inner, style, inner.height());
    const std::string& label = token.face.label;
    const NameLines name = name_lines(canvas, label, style, inner.width(), inner.height());
    if (name.whole) return draw_name(canvas, inner, name);
    TextStyle least = name.style;
    least.face = Face::ui;
    canvas.text(inner, name_within(canvas, label, least, inner.width()), least);
}

/// The words of state that have room beside a label, and the sizes of both; none where none have.
struct Beside {
    const std::string* words = nullptr;
    TextStyle style{};
    float label_size = 0;
};

/// What a task waits for is worth smaller letters, of its name too.
Beside words_beside(const Canvas& canvas, const Drawn& token, TextStyle label, float room) {
    if (token.small) return {};
    const bool waits = token.face.look == Look::waiting;
    for (const auto& [name, size] :
         {std::pair{label.size, label.size}, std::pair{label.size, type::tiny},
          std::pair{type::tiny, type::tiny}}) {
        if (size < label.size && !waits) break;
        label.size = name;
        const float left = room - canvas.text_width(token.face.label, label) - canvas.px(8);
        const TextStyle style{.size = size, .colour = token.look.ink, .align = Align::right};
        for (const std::string* words : {&token.face.brief, &token.face.shortest})
            if (!words->empty() && canvas.text_width(*words, style) <= left)
                return {words, style, name};
    }
    return {};
}

/// Dot, label and a few words on one line; the words only where both fit.
void draw_line(Canvas& canvas, const Drawn& token) {
    const bool chip = token.form == TokenForm::chip || token.small;
    const float size = chip && token.rect.height() < canvas.px(26) ? type::tiny : type::small;
    TextStyle label{.face = token.small ? Face::mono
                            : chip      ? Face::ui
                                        : Face::semibold,
                    .size = size,
                    .colour = token.look.ink};
    Rect inner = token.rect.inset(canvas.px(chip ? 5 : 9), 0);
    const float dot = token.dot == 0 ? 0 : canvas.px(chip ? 12 : 20);
    const float label_width = canvas.text_width(token.face.label, label) + canvas.px(8);
    const float countdown = std::min(canvas.px(34), inner.height() + canvas.px(6));
    const float mark_width = needs_mark(token) ? canvas.px(14) : 0;
    const float beside = mark_width + (token.face.left >= 0 ? countdown : 0);
    const bool narrow = dot + label_width + beside > inner.width();
    if (narrow) return draw_name_alone(canvas, token, label);
    inner = inner.without_right(draw_countdown(canvas, token, inner));
    inner = draw_line_dot(canvas, token, inner, chip);
    if (needs_mark(token)) inner = draw_end_mark(canvas, token, inner);
    const Beside found = words_beside(canvas, token, label, inner.width());
    if (found.words != nullptr) {
        const TextStyle& style = found.style;
        const float width = canvas.text_width(*found.words, style);
        canvas.text(inner, *found.words, style);
        const float mark = canvas.px(10);
        if (token.face.left < 0 && !needs_mark(token) &&
            label_width + width + mark + canvas.px(5) <= inner.width())
            icon(canvas, token.look.mark,
                 {inner.max.x - width - canvas.px(5) - mark / 2, inner.centre().y}, mark,
                 token.look.edge);
        inner = inner.without_right(width + canvas.px(6));
        label.size = found.label_size;
    }
    canvas.text(inner, token.face.label, label);
}

/// Lights along the way that it has come, fading with its beginning and end.
void draw_trail(Canvas& canvas, const StageScene& scene, const Moving& moving, const Drawn& token) {
    const ImU32 colour = token.dot != 0 ? token.dot : token.look.edge;
    float radius = std::min(canvas.px(9), token.rect.height() * 0.32f);
    float light = 0.5f * std::sin(3.14159265f * scene.t) * moving.alpha;
    for (const Point& point : moving.trail) {
        canvas.disc({point.x, point.y}, radius, with_alpha(colour, light));
        radius *= 0.78f;
        light *= 0.66f;
    }
}

/// A margin in the colour of the ground parts what travels from the edges that it passes over.
void draw_margin(Canvas& canvas, const Drawn& token, float radius) {
    const float margin = canvas.px(4);
    canvas.fill(token.rect.inset(-margin), with_alpha(canvas.theme().panel, token.alpha),
                radius + margin);
}

/// What is drawn in its box from now on: only that much of it is to be seen.
void fade_words(Drawn& token, float words) {
    for (ImU32* colour : {&token.look.ink, &token.look.edge, &token.dot})
        *colour = with_alpha(*colour, words);
    token.alpha *= words;
}

/// What runs in its loop at this moment: the middle of the picture.
bool is_running(const StageScene& scene, const Moving& moving) {
    const Token& at = scene.t < 0.5f ? moving.now : moving.next;
    return at.place == Place::centre && at.party.kind() != trace::PartyKind::thread;
}

/// Whether it holds up the selected task.
bool is_in_chain(const StageScene& scene, Party party) {
    const auto& chain = scene.input.chain;
    return std::find(chain.begin(), chain.end(), party) != chain.end();
}

/// The ring around a selected token, dashed around one that holds it up.
void draw_selection(Canvas& canvas, const Drawn& token, float radius, float reach, bool selected) {
    const Rect ring = token.rect.inset(-reach);
    const ImU32 colour = with_alpha(canvas.theme().focus, token.alpha);
    if (!selected) return canvas.dashed(ring, colour, 1.5f);
    canvas.stroke(ring, colour, radius + reach - canvas.px(1), 2);
    if (TextLog* log = canvas.log())
        for (const Rect& side : {ring.top(canvas.px(2)), ring.bottom(canvas.px(2)),
                                 ring.left(canvas.px(2)), ring.right(canvas.px(2))})
            log->covers.push_back(side);
}

}  // namespace

void draw_token(Canvas& canvas, const StageScene& scene, const Moving& moving) {
    if (moving.alpha <= 0.01f) return;
    Drawn token = token_of(canvas, scene, moving);
    if (token.rect.width() < 2 || token.rect.height() < 2) return;
    const bool chip = token.form == TokenForm::chip || token.small;
    const float radius = std::min(canvas.px(chip ? 6 : 10), token.rect.height() / 2);
    const bool selected = scene.input.view.selection == moving.next.party;
    const bool under_way = scene.t > 0.02f && scene.t < 0.98f;
    if (moving.travels && under_way) draw_trail(canvas, scene, moving, token);
    if (moving.travels && under_way && moving.alpha >= 1) canvas.shadow(token.rect, radius);
    if (moving.travels && under_way) draw_margin(canvas, token, radius);
    if (is_running(scene, moving)) halo(canvas, token.rect, radius, token.look.edge, moving.alpha);
    canvas.look(token.rect, token.look, radius, chip ? 1.5f : 2);
    if (selected || is_in_chain(scene, moving.next.party)) {
        const bool arrived = moving.mix >= 0.5f;
        const Lane& lane =
            arrived ? scene.to.lanes[moving.next.lane] : scene.from.lanes[moving.now.lane];
        const Place place = (arrived ? moving.next : moving.now).place;
        const float reach = canvas.px(selection_reach(token.form, lane, place, canvas.scale()));
        draw_selection(canvas, token, radius, reach, selected);
    }
    if (moving.words <= 0.01f) return;
    fade_words(token, moving.words);
    const auto guard = canvas.clip(token.rect);
    const bool centred = (moving.mix < 0.5f ? moving.now : moving.next).place == Place::centre;
    if (token.form == TokenForm::card)
        centred ? draw_centre_card(canvas, token) : draw_card(canvas, token);
    else
        draw_line(canvas, token);
}

}  // namespace coroscope::viz
