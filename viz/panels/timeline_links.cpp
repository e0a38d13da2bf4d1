// Arrows between rows, and marks on them (declared in timeline_draw.hpp).
#include <algorithm>
#include <tuple>

#include "viz/model/rows.hpp"
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
    return selection && (selectable(scene.track(link.from)) == selection ||
                         selectable(scene.track(link.to)) == selection);
}

/// Cancels and interrupts always; the rest for the selected task, or where all are asked for.
bool is_shown(const TimelineScene& scene, const Link& link) {
    if (scene.input.view.all_arrows) return true;
    switch (link.kind) {
        case LinkKind::cancelled:
        case LinkKind::interrupted:
        case LinkKind::touched:
            return true;
        case LinkKind::created:
        case LinkKind::woke:
        case LinkKind::handed_over:
            return touches_selection(scene, link);
    }
    return false;
}

/// A cancel wakes the task that it reaches: one arrow is enough.
bool is_part_of_cancel(const TimelineScene& scene, std::size_t index) {
    const LongList<Link>& links = scene.input.tracks.links;
    const Link& link = links[index];
    if (link.kind != LinkKind::woke) return false;
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
        case LinkKind::touched:
            return {.colour = theme.accent, .width = 2, .head = 11};
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

/// In a low row there is room for a dot: what went wrong there in its colour.
void draw_low_mark(Canvas& canvas, const Mark& mark, ImVec2 place) {
    const Theme& theme = canvas.theme();
    const ImU32 colour = mark.kind == MarkKind::print          ? theme.text
                         : mark.kind == MarkKind::intervention ? theme.accent
                         : mark.kind == MarkKind::warning      ? theme.look(Look::failed).edge
                                                               : theme.look(Look::cancelled).edge;
    canvas.disc(place, canvas.px(3), theme.panel);
    canvas.disc(place, canvas.px(2), colour);
}

void draw_mark(Canvas& canvas, TimelineScene& scene, const Mark& mark, const TimelineRow& row) {
    const Theme& theme = canvas.theme();
    const ImVec2 place = mark_place(canvas, scene, mark, row);
    if (row.low) return draw_low_mark(canvas, mark, place);
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

/// An accepted cancel is an arrow already, and the person's interrupt arrives as `^C`; where the
/// scenario is known, its marks are drawn instead.
bool is_told_otherwise(const TimelineScene& scene, const Mark& mark) {
    const Touched* touched = scene.input.touched;
    if (touched != nullptr && touched->scenario != nullptr &&
        scene.track(mark.track).kind == TrackKind::person)
        return true;
    if (mark.kind == MarkKind::intervention)
        return mark.text < scene.input.recording.strings.size() &&
               scene.input.recording.string(mark.text) == "interrupt";
    return mark.kind == MarkKind::cancel && mark.accepted;
}

/// The links between the axis' ends: from … to (not included).
std::pair<std::size_t, std::size_t> visible_links(const TimelineScene& scene) {
    const LongList<Link>& links = scene.input.tracks.links;
    const double from = scene.axis.position_at(scene.axis.left() - 1);
    const double to = scene.axis.position_at(scene.axis.right() + 1);
    const auto index = [&](const auto& is_before) {
        return static_cast<std::size_t>(
            std::partition_point(links.begin(), links.end(), is_before) - links.begin());
    };
    return {index([&](const Link& link) { return link.beat < from; }),
            index([&](const Link& link) { return link.beat <= to; })};
}

/// Draws arrows, as many as can be read.
class Arrows {
public:
    Arrows(Canvas& canvas, TimelineScene& scene) : canvas_{canvas}, scene_{scene} {
        std::tie(from_, to_) = visible_links(scene);
    }

    /// Those that touch the selected task come first, then cancels, interrupts and (where they are
    /// asked for) all others. Where there are too many to look at, none of these could be read.
    void draw() {
        const std::size_t count = to_ - from_;
        const bool few = count <= most_looked_at;
        for (const bool chosen : {true, false}) {
            if (few) {
                for (std::size_t index = from_; index < to_; ++index) draw(index, chosen);
            } else {
                draw_rare(chosen);
            }
        }
        if (!few && (scene_.input.view.all_arrows || scene_.input.view.selection))
            scene_.arrows_left_out = true;
    }

private:
    static constexpr std::size_t most_looked_at = 4000;

    void draw(std::size_t index, bool chosen) {
        const Link& link = scene_.input.tracks.links[index];
        if (!is_shown(scene_, link) || touches_selection(scene_, link) != chosen) return;
        if (scene_.row_of(link.from) == nullptr || scene_.row_of(link.to) == nullptr) return;
        if (is_part_of_cancel(scene_, index)) return;
        if (drawn_ == most_arrows) {
            scene_.arrows_left_out = true;
            return;
        }
        draw_link(canvas_, scene_, link);
        ++drawn_;
    }
    /// Cancels and interrupts: their links stand where their marks do.
    void draw_rare(bool chosen) {
        const Tracks& tracks = scene_.input.tracks;
        const std::vector<std::uint32_t>& rare = tracks.rare_marks;
        auto at = std::partition_point(rare.begin(), rare.end(), [&](std::uint32_t mark) {
            return tracks.marks[mark].seq < tracks.links[from_].seq;
        });
        const std::uint32_t last = tracks.links[to_ - 1].seq;
        constexpr std::size_t most = 500;
        for (std::size_t looked_at = 0; at != rare.end(); ++at, ++looked_at) {
            if (looked_at == most || drawn_ == most_arrows) {
                scene_.arrows_left_out = true;
                return;
            }
            const std::uint32_t seq = tracks.marks[*at].seq;
            if (seq > last) break;
            const auto link =
                std::partition_point(tracks.links.begin(), tracks.links.end(),
                                     [&](const Link& each) { return each.seq < seq; });
            if (link != tracks.links.end() && link->seq == seq)
                draw(static_cast<std::size_t>(link - tracks.links.begin()), chosen);
        }
    }

    Canvas& canvas_;
    TimelineScene& scene_;
    std::size_t from_ = 0;
    std::size_t to_ = 0;
    std::size_t drawn_ = 0;
};

/// Which of two marks says more where both stand at one place.
int weight(const Mark& mark) { return mark.kind == MarkKind::print ? 0 : 1; }

}  // namespace

void draw_links(Canvas& canvas, TimelineScene& scene) {
    const auto clip = canvas.clip(to_rect(scene.layout.rows_area));
    Arrows{canvas, scene}.draw();
}

std::vector<MarkShape> make_mark_shapes(const Canvas& canvas, const TimelineScene& scene) {
    const LongList<Mark>& all = scene.input.tracks.marks;
    const Axis& axis = scene.axis;
    // So far apart that a frame has no more of them than it should.
    const double pixels = axis.right() - axis.left();
    const double apart =
        std::max<double>(canvas.px(9), pixels * static_cast<double>(scene.layout.rows.size()) /
                                           static_cast<double>(most_marks));
    const auto from = static_cast<std::size_t>(axis.position_at(axis.left() - 1));
    const auto to = static_cast<std::size_t>(axis.position_at(axis.right() + 1));
    std::vector<MarkShape> shapes;
    for (std::size_t row = 0; row < scene.layout.rows.size(); ++row) {
        const std::vector<std::uint32_t>& own = scene.track(scene.layout.rows[row].track).marks;
        const auto first_at = [&](std::size_t beat, auto begin) {
            return std::partition_point(begin, own.end(),
                                        [&](std::uint32_t mark) { return all[mark].beat < beat; });
        };
        for (auto at = first_at(from, own.begin()); at != own.end() && all[*at].beat <= to;) {
            const double x = axis.x_of(all[*at].beat);
            // Where there are many, those that stand so near are counted, not drawn.
            auto next = at + 1;
            if (own.size() > 64)
                next = first_at(static_cast<std::size_t>(axis.position_at(x + apart)), next);
            std::uint32_t telling = *at;
            constexpr std::ptrdiff_t most = 64;
            for (auto each = at; each != at + std::min(next - at, most); ++each)
                if (weight(all[*each]) > weight(all[telling])) telling = *each;
            if (!is_told_otherwise(scene, all[telling]))
                shapes.push_back({row, telling, static_cast<std::size_t>(next - at)});
            at = next;
        }
    }
    return shapes;
}

void draw_marks(Canvas& canvas, TimelineScene& scene) {
    const auto clip = canvas.clip(to_rect(scene.layout.rows_area));
    for (const MarkShape& shape : scene.marks)
        draw_mark(canvas, scene, scene.input.tracks.marks[shape.mark],
                  scene.layout.rows[shape.row]);
}

}  // namespace coroscope::viz
