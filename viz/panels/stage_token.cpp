// How a token of the stage is drawn (declared in stage_draw.hpp).
#include <algorithm>
#include <cmath>
#include <string_view>

#include "viz/panels/glow.hpp"
#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"
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
    canvas.text(strip, *words, style);
}

/// Where a name that is too long for its line may go on in a second one: behind a `_` or before the
/// arguments; 0 where it may not, or where even two lines are too short.
std::size_t second_line_at(const Canvas& canvas, std::string_view name, const TextStyle& style,
                           float room) {
    std::size_t best = 0;
    for (std::size_t at = 1; at < name.size(); ++at) {
        const bool may = name[at - 1] == '_' || (name[at] == '(' && name.size() > at + 2);
        if (may && canvas.text_width(name.substr(0, at), style) <= room) best = at;
    }
    return best > 1 && canvas.text_width(name.substr(best), style) <= room ? best : 0;
}

/// A name on one line or, where it is too long and there is height, on two.
void draw_name(Canvas& canvas, const Rect& place, std::string_view name, TextStyle style) {
    const float line = canvas.px(15);
    if (canvas.text_width(name, style) > place.width() && style.size > type::tiny)
        style.size = type::tiny;
    const std::size_t cut =
        canvas.text_width(name, style) > place.width() && place.height() >= 2 * line
            ? second_line_at(canvas, name, style, place.width())
            : 0;
    if (cut == 0) {
        canvas.text(place, name, style);
        return;
    }
    const float top = std::round(place.centre().y - line);
    canvas.text(Rect::sized(place.min.x, top, place.width(), line), name.substr(0, cut), style);
    canvas.text(Rect::sized(place.min.x, top + line, place.width(), line), name.substr(cut), style);
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

void draw_card(Canvas& canvas, const Drawn& token) {
    Rect inner = token.rect.without_left(canvas.px(10)).without_right(canvas.px(7));
    // In a narrow column the name is worth more than the countdown, which the words repeat.
    const float label =
        canvas.text_width(token.face.label, {.face = Face::semibold, .size = type::small});
    const bool roomy = label + canvas.px(22 + 34) <= inner.width();
    const float countdown = roomy ? draw_countdown(canvas, token, inner) : 0;
    inner = inner.without_right(countdown);
    if (token.dot != 0) {
        const float radius = canvas.px(7);
        canvas.disc({inner.min.x + radius, inner.centre().y}, radius, token.dot);
        inner = inner.without_left(2 * radius + canvas.px(8));
    }
    const CardLines lines = card_lines(canvas, inner);
    const bool corner = countdown <= 0 && label + canvas.px(18) <= lines.label.width();
    const float taken = corner ? draw_corner_mark(canvas, token, lines.label) : 0;
    TextStyle style = label_style(token, canvas, lines.label);
    if (canvas.text_width(token.face.label, style) > lines.label.width() - taken)
        style.size = type::small;
    TextStyle least = style;
    least.size = type::tiny;
    const bool two_lines = canvas.text_width(token.face.label, least) > lines.label.width() &&
                           inner.height() >= canvas.px(52);
    if (two_lines) {  // a long name takes a line of its own, which the words of state leave to it
        draw_name(canvas, inner.top(canvas.px(34)), token.face.label, least);
        draw_detail(canvas, token, inner.without_top(canvas.px(33)).top(canvas.px(18)),
                    Align::left);
        return;
    }
    if (canvas.text_width(token.face.label, style) > lines.label.width() - taken) style = least;
    canvas.text(lines.label.without_right(taken), token.face.label, style);
    draw_detail(canvas, token, lines.detail, Align::left);
}

/// In the middle of the ring: dot, label and mark as one centred group, the words below.
void draw_centre_card(Canvas& canvas, const Drawn& token) {
    const Rect inner = token.rect.inset(canvas.px(8), 0);
    const CardLines lines = card_lines(canvas, inner);
    TextStyle style = label_style(token, canvas, lines.label);
    const float radius = token.dot != 0 ? canvas.px(6) : 0;
    const float before = token.dot != 0 ? 2 * radius + canvas.px(7) : 0;
    const float mark = canvas.px(11);
    float after = mark + canvas.px(7);
    for (const float size : {type::small, type::tiny})
        if (before + canvas.text_width(token.face.label, style) + after > inner.width())
            style.size = size;
    // A long name is worth more than the mark, which the colour and the place repeat.
    if (before + canvas.text_width(token.face.label, style) + after > inner.width()) after = 0;
    const float text =
        std::min(canvas.text_width(token.face.label, style), inner.width() - before - after);
    const float left = std::round(inner.centre().x - (before + text + after) / 2);
    const float middle = lines.label.centre().y;
    if (token.dot != 0) canvas.disc({left + radius, middle}, radius, token.dot);
    canvas.text(Rect::sized(left + before, lines.label.min.y, text + 1, lines.label.height()),
                token.face.label, style);
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

/// Dot, label and a few words on one line; the words only where both fit.
void draw_line(Canvas& canvas, const Drawn& token) {
    const bool chip = token.form == TokenForm::chip || token.small;
    Rect inner = token.rect.inset(canvas.px(chip ? 5 : 9), 0);
    inner = inner.without_right(draw_countdown(canvas, token, inner));
    if (token.dot != 0) {
        const float radius = canvas.px(chip ? 4 : 6);
        canvas.disc({inner.min.x + radius, inner.centre().y}, radius, token.dot);
        inner = inner.without_left(2 * radius + canvas.px(chip ? 4 : 8));
    }
    const float size = chip ? type::tiny : type::small;
    const TextStyle label{.face = token.small ? Face::mono
                                  : chip      ? Face::ui
                                              : Face::semibold,
                          .size = size,
                          .colour = token.look.ink};
    const TextStyle words{.size = size, .colour = token.look.ink, .align = Align::right};
    const float label_width = canvas.text_width(token.face.label, label) + canvas.px(8);
    for (const std::string* text : {&token.face.brief, &token.face.shortest}) {
        const float width = canvas.text_width(*text, words);
        if (token.small || text->empty() || label_width + width > inner.width()) continue;
        canvas.text(inner, *text, words);
        const float mark = canvas.px(10);
        if (token.face.left < 0 && label_width + width + mark + canvas.px(5) <= inner.width())
            icon(canvas, token.look.mark,
                 {inner.max.x - width - canvas.px(5) - mark / 2, inner.centre().y}, mark,
                 token.look.edge);
        inner = inner.without_right(width + canvas.px(6));
        break;
    }
    draw_name(canvas, inner,
              chip ? name_within(canvas, token.face.label, label, inner.width())
                   : std::string_view{token.face.label},
              label);
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

}  // namespace

void draw_token(Canvas& canvas, const StageScene& scene, const Moving& moving) {
    if (moving.alpha <= 0.01f) return;
    const Drawn token = token_of(canvas, scene, moving);
    if (token.rect.width() < 2 || token.rect.height() < 2) return;
    const bool chip = token.form == TokenForm::chip || token.small;
    const float radius = std::min(canvas.px(chip ? 6 : 10), token.rect.height() / 2);
    const bool selected = scene.input.view.selection == moving.next.party;
    const bool under_way = scene.t > 0.02f && scene.t < 0.98f;
    if (moving.travels && under_way) draw_trail(canvas, scene, moving, token);
    if (moving.travels && under_way && moving.alpha >= 1) canvas.shadow(token.rect, radius);
    if (is_running(scene, moving)) halo(canvas, token.rect, radius, token.look.edge, moving.alpha);
    if (selected)
        canvas.stroke(token.rect.inset(-canvas.px(4)),
                      with_alpha(canvas.theme().focus, moving.alpha), radius + canvas.px(3), 2);
    else if (is_in_chain(scene, moving.next.party))
        canvas.dashed(token.rect.inset(-canvas.px(4)),
                      with_alpha(canvas.theme().focus, moving.alpha), 1.5f);
    canvas.look(token.rect, token.look, radius, chip ? 1.5f : 2);
    const auto guard = canvas.clip(token.rect);
    const bool centred = (moving.mix < 0.5f ? moving.now : moving.next).place == Place::centre;
    if (token.form == TokenForm::card)
        centred ? draw_centre_card(canvas, token) : draw_card(canvas, token);
    else
        draw_line(canvas, token);
}

}  // namespace coroscope::viz
