// Arrows between rows, and marks on them (declared in timeline_draw.hpp).
#include <algorithm>

#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/strings.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

constexpr std::size_t most_arrows = 30;
constexpr std::size_t most_marks = 200;

bool touches_selection(const TimelineScene& scene, const Link& link) {
    const trace::Party selection = scene.input.view.selection;
    if (selection.kind() != trace::PartyKind::task) return false;
    const std::size_t track = scene.input.tracks.of_task(selection.number());
    return link.from == track || link.to == track;
}

/// Cancels and interrupts always; the rest for the selected task, or where all are asked for.
bool is_shown(const TimelineScene& scene, const Link& link) {
    if (scene.input.view.all_arrows) return true;
    switch (link.kind) {
        case LinkKind::cancelled:
        case LinkKind::interrupted:
            return true;
        case LinkKind::created:
        case LinkKind::woke:
        case LinkKind::handed_over:
            return touches_selection(scene, link);
    }
    return false;
}

/// A cancel wakes the task that it reaches: one arrow is enough.
bool is_part_of_cancel(const TimelineScene& scene, const Link& link) {
    if (link.kind != LinkKind::woke) return false;
    const std::vector<Link>& links = scene.input.tracks.links;
    const auto index = static_cast<std::size_t>(&link - links.data());
    const std::size_t end = std::min(links.size(), index + 6);
    for (std::size_t other = index + 1; other < end; ++other)
        if (links[other].kind == LinkKind::cancelled && links[other].from == link.from &&
            links[other].to == link.to && links[other].beat <= link.beat + 1)
            return true;
    return false;
}

ArrowStyle style_of(const Theme& theme, const TimelineScene& scene, const Link& link) {
    const bool chosen = touches_selection(scene, link);
    switch (link.kind) {
        case LinkKind::cancelled:
            return {.colour = theme.look(Look::cancelled).edge,
                    .width = chosen ? 2.5f : 1.5f,
                    .head = chosen ? 11.0f : 9.0f,
                    .dashed = !link.accepted};
        case LinkKind::interrupted:
            return {.colour = theme.look(Look::cancelled).edge, .width = 2, .head = 11};
        case LinkKind::created:
            return {.colour = theme.muted, .width = 1.5f, .head = 9, .dashed = true};
        case LinkKind::woke:
        case LinkKind::handed_over:
            return {.colour = theme.look(Look::ready).edge, .width = 1.5f, .head = 9};
    }
    return {};
}

void draw_link(Canvas& canvas, TimelineScene& scene, const Link& link) {
    const TimelineRow* from = scene.row_of(link.from);
    const TimelineRow* to = scene.row_of(link.to);
    if (from == nullptr || to == nullptr || from == to) return;
    const auto x = static_cast<float>(scene.axis.x_of(static_cast<double>(link.beat)));
    const bool down = to->bar.y > from->bar.y;
    const ImVec2 tail{x, down ? from->bar.bottom() : from->bar.y};
    ImVec2 tip{x, down ? to->bar.y - 1 : to->bar.bottom() + 1};
    // A task that is finished has only its hairline left.
    if (link.kind == LinkKind::cancelled && !link.accepted) tip.y = std::round(to->bar.mid_y());
    // A bow to the left keeps it apart from edges of bars at the same moment, and from the arrows
    // that start there too.
    const auto beside = std::count_if(
        scene.arrows.begin(), scene.arrows.end(),
        [&](const Rect& other) { return std::abs(other.max.x - canvas.px(2) - x) < canvas.px(4); });
    const float step = canvas.px(7) * static_cast<float>(std::min<std::ptrdiff_t>(beside, 4));
    const float bow = std::min(canvas.px(12), std::abs(tip.y - tail.y) * 0.18f) + step;
    const float third = (tip.y - tail.y) / 3;
    const ArrowStyle style = style_of(canvas.theme(), scene, link);
    arrow(canvas, tail, {x - bow, tail.y + third}, {x - bow, tip.y - third}, tip, style);
    canvas.disc(tail, canvas.px(style.width + 1), style.colour);
    scene.arrows.push_back({{x - bow - canvas.px(2), std::min(tail.y, tip.y)},
                            {x + canvas.px(2), std::max(tail.y, tip.y)}});
}

void draw_mark(Canvas& canvas, TimelineScene& scene, const Mark& mark, const TimelineRow& row) {
    const Theme& theme = canvas.theme();
    const ImVec2 place = mark_place(canvas, scene, mark, row);
    switch (mark.kind) {
        case MarkKind::print:
            canvas.disc(place, canvas.px(5), theme.panel);
            canvas.disc(place, canvas.px(3.5f), theme.text);
            return;
        case MarkKind::interrupt: {
            const StateLook& look = theme.look(Look::cancelled);
            canvas.disc(place, canvas.px(8), look.edge);
            const TextStyle style{.face = Face::semibold, .size = type::small, .colour = look.text};
            const Rect box = Rect::sized(place.x + canvas.px(14), row.strip.y,
                                         canvas.text_width("^C", style) + 1, row.strip.h);
            scene.labels.push_back(canvas.text(box, "^C", style));
            return;
        }
        case MarkKind::intervention: {
            canvas.disc(place, canvas.px(6), theme.accent);
            return;
        }
        case MarkKind::cancel:
            canvas.disc(place, canvas.px(7), theme.panel);
            icon(canvas, mark.accepted ? Icon::cross : Icon::circle, place, canvas.px(11),
                 theme.look(Look::cancelled).edge);
            return;
        case MarkKind::warning:
            canvas.disc(place, canvas.px(8), theme.panel);
            icon(canvas, Icon::bang, place, canvas.px(11), theme.look(Look::failed).edge);
            return;
    }
}

/// An accepted cancel is an arrow already, and the person's interrupt arrives as `^C`.
bool is_told_otherwise(const TimelineScene& scene, const Mark& mark) {
    if (mark.kind == MarkKind::intervention)
        return mark.text < scene.input.recording.strings.size() &&
               scene.input.recording.string(mark.text) == "interrupt";
    return mark.kind == MarkKind::cancel && mark.accepted;
}

bool is_visible(const TimelineScene& scene, std::size_t beat) {
    const double x = scene.axis.x_of(static_cast<double>(beat));
    return x >= scene.axis.left() - 1 && x <= scene.axis.right() + 1;
}

}  // namespace

void draw_links(Canvas& canvas, TimelineScene& scene) {
    const auto clip = canvas.clip(to_rect(scene.layout.rows_area));
    std::size_t drawn = 0;
    // The selected task's arrows first, should there be too many.
    for (const bool chosen : {true, false})
        for (const Link& link : scene.input.tracks.links) {
            if (drawn >= most_arrows) return;
            if (!is_visible(scene, link.beat) || !is_shown(scene, link)) continue;
            if (touches_selection(scene, link) != chosen || is_part_of_cancel(scene, link))
                continue;
            draw_link(canvas, scene, link);
            ++drawn;
        }
}

void draw_marks(Canvas& canvas, TimelineScene& scene) {
    const auto clip = canvas.clip(to_rect(scene.layout.rows_area));
    std::size_t drawn = 0;
    for (const Mark& mark : scene.input.tracks.marks) {
        const TimelineRow* row = scene.row_of(mark.track);
        if (row == nullptr || !is_visible(scene, mark.beat)) continue;
        if (is_told_otherwise(scene, mark)) continue;
        if (++drawn > most_marks) return;
        draw_mark(canvas, scene, mark, *row);
    }
}

}  // namespace coroscope::viz
