// Bars, their labels, and the veil over the future (declared in timeline_draw.hpp).
#include <algorithm>
#include <array>

#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

constexpr std::size_t most_labels = 100;

float radius_of(const Canvas& canvas, const BarShape& bar) {
    return bar.merged ? 0 : std::min({canvas.px(5), bar.rect.width() / 3, bar.rect.height() / 3});
}

bool has_texture(const BarShape& bar) {
    return !bar.merged && !bar.plain && bar.look.pattern != Pattern::none;
}
bool has_border(const BarShape& bar) { return !bar.merged && !bar.plain && bar.rect.width() >= 3; }

/// Tasks and callbacks lead the eye; threads and loops stand back.
bool is_quiet(const TimelineScene& scene, const BarShape& bar) {
    const TrackKind kind = scene.track(bar.track).kind;
    return kind != TrackKind::task && kind != TrackKind::callback;
}

/// Text on a bar under the veil: as dim as leaves it readable.
ImU32 veiled_ink(const Theme& theme, const StateLook& look, float strength) {
    const ImU32 ground = mix(look.fill, theme.panel, strength);
    float amount = strength;
    while (amount > 0 && contrast(mix(look.ink, ground, amount), ground) < 4.6) amount -= 0.05f;
    return mix(look.ink, ground, std::max(0.0f, amount));
}

/// The visible part of a bar, in which its label must lie.
Rect visible_part(const TimelineScene& scene, const BarShape& bar) {
    const Rect area = to_rect(scene.layout.rows_area);
    const auto left = static_cast<float>(scene.axis.left());
    Rect part = bar.rect.intersect(area);
    if (part.min.x < left) part.min.x = left;
    return part;
}

/// Where an arrow passes under a label, the bar's colour comes between them.
void draw_plate(Canvas& canvas, const TimelineScene& scene, const BarShape& bar, const Rect& label,
                float strength) {
    const Rect plate = label.inset(-canvas.px(3), 0).intersect(bar.rect.inset(canvas.px(2)));
    const bool crossed = std::any_of(scene.arrows.begin(), scene.arrows.end(),
                                     [&](const Rect& arrow) { return arrow.overlaps(plate); });
    if (!crossed || plate.empty()) return;
    const ImU32 veiled = mix(bar.look.fill, canvas.theme().panel, strength);
    Rect past = plate;
    past.max.x = std::clamp(scene.playhead_x, plate.min.x, plate.max.x);
    canvas.fill(past, bar.look.fill);
    canvas.fill({{past.max.x, plate.min.y}, plate.max}, veiled);
}

/// The longest of the texts that fits, or none.
std::string fitting(const Canvas& canvas, const std::vector<std::string>& labels,
                    const TextStyle& style, float room) {
    for (const std::string& text : labels)
        if (!text.empty() && canvas.text_width(text, style) <= room) return text;
    return {};
}

void draw_label(Canvas& canvas, TimelineScene& scene, const BarShape& bar, float strength) {
    const Rect part = visible_part(scene, bar);
    const bool quiet = is_quiet(scene, bar);
    const float mark = bar.look.mark == Icon::none ? 0 : canvas.px(10);
    const float pad = canvas.px(8);
    const float least = mark > 0 ? mark + canvas.px(6) : canvas.px(12);
    if (part.width() < least || part.height() < canvas.px(13)) return;
    TextStyle sized{.size = quiet || part.height() < canvas.px(20) ? type::tiny : type::small};
    const float mark_room = mark > 0 ? mark + canvas.px(6) : 0;
    std::string text = fitting(canvas, span_labels(scene.source(), scene.span(bar)), sized,
                               part.width() - 2 * pad - mark_room);
    if (text.empty() && mark == 0) return;
    float room = part.width() - 2 * pad - mark_room;
    if (text.empty() && is_finished(scene.kind(bar)) && part.width() >= canvas.px(70)) {
        // As much of it as there is room for.
        text = span_labels(scene.source(), scene.span(bar)).back();
        sized.size = type::tiny;
        room += pad - canvas.px(3);
    }
    const float text_width = text.empty() ? 0 : std::min(canvas.text_width(text, sized), room);
    const float total = text.empty() ? mark : mark_room + text_width;
    // The mark alone stands in the middle of a narrow bar; text begins at its left.
    const float left = text.empty() ? part.centre().x - mark / 2 : part.min.x + pad;
    const bool future = left + total / 2 > scene.playhead_x;
    const Theme& theme = canvas.theme();
    const ImU32 ink = future ? veiled_ink(theme, bar.look, strength) : bar.look.ink;
    const auto guard = canvas.container(part);
    draw_plate(canvas, scene, bar,
               Rect::sized(left, part.centre().y - canvas.px(9), total, canvas.px(18)), strength);
    if (mark > 0) {
        const ImVec2 centre{left + mark / 2, part.centre().y};
        icon(canvas, bar.look.mark, centre, mark, ink);
        scene.labels.push_back(Rect::around(centre, mark));
    }
    if (!text.empty()) {
        const Rect box = Rect::sized(left + mark_room, part.min.y, text_width + 1, part.height());
        TextStyle style = sized;
        style.colour = ink;
        scene.labels.push_back(canvas.text(box, text, style));
    }
}

}  // namespace

std::size_t rectangles_of(const TimelineScene& scene) {
    std::size_t count = 0;
    for (const BarShape& bar : scene.bars)
        count += 1u + (has_texture(bar) ? 1 : 0) + (has_border(bar) ? 1 : 0) +
                 (is_finished(scene.kind(bar)) ? 1 : 0);
    for (const CrowdShape& crowd : scene.crowds)
        for (const std::uint16_t height : crowd.heights) count += height > 0 ? 1 : 0;
    return count;
}

void draw_bars(Canvas& canvas, const TimelineScene& scene) {
    const auto clip = canvas.clip(to_rect(scene.layout.rows_area));
    const Theme& theme = canvas.theme();
    // Finished tasks keep a hairline, so that the eye finds the row again.
    for (const BarShape& bar : scene.bars)
        if (is_finished(scene.kind(bar))) {
            const float y = std::round(bar.rect.centre().y);
            const auto end = static_cast<float>(scene.axis.right());
            canvas.fill({{bar.rect.max.x, y}, {std::max(end, bar.rect.max.x), y + canvas.px(1)}},
                        theme.ghost);
        }
    // Fills, then textures by kind, then edges: few changes of texture.
    for (const BarShape& bar : scene.bars)
        canvas.fill(bar.merged ? bar.rect : bar.rect.inset(0.5f),
                    bar.merged ? bar.look.edge : bar.look.fill, radius_of(canvas, bar));
    for (const Pattern pattern : {Pattern::stripes, Pattern::dots, Pattern::hatch})
        for (const BarShape& bar : scene.bars)
            if (has_texture(bar) && bar.look.pattern == pattern)
                canvas.pattern(bar.rect.inset(0.5f), pattern, bar.look.texture,
                               radius_of(canvas, bar));
    for (const BarShape& bar : scene.bars)
        if (has_border(bar))
            canvas.stroke(bar.rect, bar.look.edge, radius_of(canvas, bar),
                          is_quiet(scene, bar) ? 1 : 1.5f);
}

void draw_veil(Canvas& canvas, const TimelineScene& scene) {
    Rect future = to_rect(scene.layout.rows_area);
    future.min.x = std::max(future.min.x, scene.playhead_x);
    canvas.fill(future, with_alpha(canvas.theme().panel, veil_strength(canvas.theme())));
}

void draw_labels(Canvas& canvas, TimelineScene& scene) {
    const auto clip = canvas.clip(to_rect(scene.layout.rows_area));
    const float strength = veil_strength(canvas.theme());
    std::size_t drawn = draw_crowd_labels(canvas, scene, most_labels / 2);
    // Tasks first: where there is too much to say, they say it.
    for (const bool quiet : {false, true})
        for (const BarShape& bar : scene.bars) {
            if (bar.merged || is_quiet(scene, bar) != quiet || drawn >= most_labels) continue;
            const std::size_t before = scene.labels.size();
            draw_label(canvas, scene, bar, strength);
            drawn += scene.labels.size() > before ? 1 : 0;
        }
}

}  // namespace coroscope::viz
