// How a token of the stage is drawn (declared in stage_draw.hpp).
#include <algorithm>

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
    token.look = faded(between(theme.look(now.look), theme.look(next.look), moving.mix),
                       moving.alpha);
    token.face = arrived ? next : now;
    token.form = arrived ? moving.next.form : moving.now.form;
    token.alpha = moving.alpha;
    token.small = moving.next.party.kind() == trace::PartyKind::handle;
    if (moving.next.party.kind() == trace::PartyKind::task)
        token.dot = with_alpha(theme.task(moving.next.party.number()), moving.alpha);
    return token;
}

/// Mark and words of state, one line.
void draw_detail(Canvas& canvas, const Drawn& token, const Rect& strip, Align align) {
    const TextStyle style{.size = type::tiny, .colour = token.look.ink, .align = align};
    const float mark = canvas.px(10);
    const float gap = canvas.px(5);
    const float width = std::min(strip.width(), mark + gap +
                                 canvas.text_width(token.face.detail, style));
    Rect line = strip;
    if (align == Align::centre)
        line = Rect::sized(strip.centre().x - width / 2, strip.min.y, width, strip.height());
    icon(canvas, token.look.mark, {line.min.x + mark / 2, line.centre().y}, mark,
         token.look.edge);
    canvas.text(line.without_left(mark + gap), token.face.detail,
                {.size = type::tiny, .colour = token.look.ink});
}

/// The countdown of a wait: a small ring that empties; returns the room that it takes.
float draw_countdown(Canvas& canvas, const Drawn& token, const Rect& inner) {
    if (token.face.left < 0 || token.form == TokenForm::chip) return 0;
    const float radius = std::min(canvas.px(11), inner.height() / 2 - canvas.px(2));
    const ImVec2 centre{inner.max.x - radius - canvas.px(4), inner.centre().y};
    ring(canvas, centre, radius - canvas.px(2), canvas.px(3.5f), token.face.left, token.look.edge,
         with_alpha(mix(token.look.fill, token.look.edge, 0.3f), token.alpha));
    return 2 * radius + canvas.px(10);
}

void draw_card(Canvas& canvas, const Drawn& token, bool centred) {
    const Rect& rect = token.rect;
    Rect inner = rect.inset(canvas.px(10), 0);
    inner = inner.without_right(draw_countdown(canvas, token, inner));
    const float middle = rect.centre().y;
    const float upper = std::min(canvas.px(24), rect.height() / 2);
    const float lower = std::min(canvas.px(20), rect.height() / 2);
    const float top = middle - (upper + lower) / 2;
    const Align align = centred ? Align::centre : Align::left;
    if (token.dot != 0 && !centred) {
        const float radius = canvas.px(7);
        canvas.disc({inner.min.x + radius, middle}, radius, token.dot);
        inner = inner.without_left(2 * radius + canvas.px(9));
    }
    Rect label = Rect::sized(inner.min.x, top, inner.width(), upper);
    const TextStyle style{.face = token.small ? Face::mono : Face::semibold,
                          .size = token.small ? type::small : type::body,
                          .colour = token.look.ink,
                          .align = align};
    if (token.dot != 0 && centred) {
        // The dot stands before the centred label.
        const float radius = canvas.px(6);
        const float gap = canvas.px(7);
        const float text = std::min(canvas.text_width(token.face.label, style),
                                    label.width() - 2 * radius - gap);
        const float left = label.centre().x - (text + 2 * radius + gap) / 2;
        canvas.disc({left + radius, label.centre().y}, radius, token.dot);
        label = Rect::sized(left + 2 * radius + gap, label.min.y, text + 1, label.height());
    }
    canvas.text(label, token.face.label, style);
    draw_detail(canvas, token, Rect::sized(inner.min.x, top + upper, inner.width(), lower), align);
}

/// Dot, label and a few words on one line; the words only where both fit.
void draw_line(Canvas& canvas, const Drawn& token) {
    const bool chip = token.form == TokenForm::chip || token.small;
    Rect inner = token.rect.inset(canvas.px(chip ? 6 : 9), 0);
    inner = inner.without_right(draw_countdown(canvas, token, inner));
    if (token.dot != 0) {
        const float radius = canvas.px(chip ? 4.5f : 6);
        canvas.disc({inner.min.x + radius, inner.centre().y}, radius, token.dot);
        inner = inner.without_left(2 * radius + canvas.px(chip ? 5 : 8));
    }
    const TextStyle label{.face = token.small ? Face::mono : Face::semibold,
                          .size = chip ? type::tiny : type::small,
                          .colour = token.look.ink};
    const TextStyle words{.size = chip ? type::tiny : type::small,
                          .colour = token.look.ink,
                          .align = Align::right};
    const float wanted = canvas.text_width(token.face.label, label) + canvas.px(8) +
                         canvas.text_width(token.face.brief, words);
    const float mark = canvas.px(10);
    if (!token.small && token.form == TokenForm::line && token.face.left < 0 &&
        wanted + mark + canvas.px(5) <= inner.width()) {
        canvas.text(inner, token.face.brief, words);
        const float width = canvas.text_width(token.face.brief, words);
        icon(canvas, token.look.mark,
             {inner.max.x - width - canvas.px(5) - mark / 2, inner.centre().y}, mark,
             token.look.edge);
        inner = inner.without_right(width + canvas.px(8));
    }
    canvas.text(inner, token.face.label, label);
}

}  // namespace

void draw_token(Canvas& canvas, const StageScene& scene, const Moving& moving) {
    if (moving.alpha <= 0.01f) return;
    const Drawn token = token_of(canvas, scene, moving);
    if (token.rect.width() < 2 || token.rect.height() < 2) return;
    const bool chip = token.form == TokenForm::chip || token.small;
    const float radius = std::min(canvas.px(chip ? 6 : 10), token.rect.height() / 2);
    const bool selected = scene.input.view.selection == moving.next.party &&
                          moving.next.party.kind() == trace::PartyKind::task;
    if (moving.travels && moving.alpha >= 1) canvas.shadow(token.rect, radius);
    if (selected)
        canvas.stroke(token.rect.inset(-canvas.px(4)),
                      with_alpha(canvas.theme().focus, moving.alpha), radius + canvas.px(3), 2);
    canvas.look(token.rect, token.look, radius, chip ? 1.5f : 2);
    const auto guard = canvas.clip(token.rect);
    const bool centred = (moving.mix < 0.5f ? moving.now : moving.next).place == Place::centre;
    if (token.form == TokenForm::card)
        draw_card(canvas, token, centred);
    else
        draw_line(canvas, token);
}

void draw_overflow(Canvas& canvas, const Overflow& overflow) {
    const Rect rect = to_rect(overflow.box);
    const auto guard = canvas.container(rect);
    canvas.text(rect, "+" + std::to_string(overflow.count),
                {.face = Face::semibold,
                 .size = type::small,
                 .colour = canvas.theme().muted,
                 .align = Align::centre});
}

}  // namespace coroscope::viz
