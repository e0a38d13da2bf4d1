// The former future: what would have happened without the last edit, as dashed outlines below the
// bars (declared in timeline_draw.hpp).
#include <algorithm>
#include <cmath>

#include "viz/panels/shapes.hpp"
#include "viz/panels/stage_draw.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

constexpr std::size_t most_outlines = 200;

const Ghost* ghost_of(const TimelineInput& input) {
    return input.touched != nullptr ? input.touched->ghost : nullptr;
}

/// A stretch of the former future as it is drawn.
struct Outline {
    Rect rect;
    StateLook look;
    bool finished = false;
};

/// Where the two futures part: at the first beat that is not the same, of whichever comes first.
float parting_x(const TimelineScene& scene, const Ghost& ghost) {
    const Beats& former = ghost.film->beats;
    const std::size_t there = former.beat_of_seq(ghost.common);
    const double now =
        scene.axis.x_of(static_cast<double>(scene.input.beats.beat_of_seq(ghost.common)));
    const std::size_t beat = std::min(there, former.last());
    return static_cast<float>(
        std::round(std::min(now, scene.axis.x_of_other(static_cast<double>(beat),
                                                       static_cast<double>(former[beat].t_ns)))));
}

std::vector<Outline> outlines_of(const Canvas& canvas, const TimelineScene& scene,
                                 const Ghost& ghost, const TimelineRow& row, const Track& former) {
    std::vector<Outline> found;
    const Beats& beats = ghost.film->beats;
    const std::size_t parting = beats.beat_of_seq(ghost.common);
    const float from = parting_x(scene, ghost);
    for (std::size_t i = former.spans.first_ending_after(static_cast<double>(parting) - 0.5);
         i < former.spans.size(); ++i) {
        const Span span = former.spans[i];
        if (span.end_beat < parting) continue;
        const auto x_at = [&](std::size_t beat) {
            return static_cast<float>(std::round(scene.axis.x_of_other(
                static_cast<double>(beat), static_cast<double>(beats[beat].t_ns))));
        };
        const bool finished = is_finished(span.kind);
        // What was over before the parting is the same in both.
        if (finished && span.begin_beat < parting) continue;
        const float x0 = std::max(from, x_at(span.begin_beat));
        const float x1 = finished ? x0 + canvas.px(24) : x_at(span.end_beat);
        if (x1 - x0 < canvas.px(3)) continue;
        const float below = row.low ? 0 : canvas.px(4);
        found.push_back({Rect::sized(x0, row.bar.y + below, x1 - x0, row.bar.h),
                         canvas.theme().look(look_of(span).look), finished});
    }
    return found;
}

}  // namespace

Extent whole_extent(const TimelineInput& input) {
    const Ghost* ghost = ghost_of(input);
    const Extent former = ghost != nullptr ? extent_of(ghost->film->beats) : Extent{};
    return {std::max(input.extent.beats, former.beats), std::max(input.extent.ns, former.ns)};
}

void draw_ghost(Canvas& canvas, const TimelineScene& scene) {
    const Ghost* ghost = ghost_of(scene.input);
    if (ghost == nullptr) return;
    const auto clip = canvas.clip(to_rect(scene.layout.rows_area));
    const Theme& theme = canvas.theme();
    std::size_t drawn = 0;
    for (const TimelineRow& row : scene.layout.rows) {
        const std::size_t former =
            row.track < ghost->tracks.size() ? ghost->tracks[row.track] : Tracks::none;
        const TrackKind kind = scene.track(row.track).kind;
        if (former == Tracks::none || kind == TrackKind::loop || kind == TrackKind::person)
            continue;
        const Track& track = ghost->film->tracks.tracks[former];
        for (const Outline& outline : outlines_of(canvas, scene, *ghost, row, track)) {
            if (++drawn > most_outlines) return;
            canvas.fill(outline.rect, with_alpha(outline.look.edge, row.low ? 0.3f : 0.12f));
            if (row.low) continue;
            canvas.dashed(outline.rect, mix(outline.look.edge, theme.panel, 0.25f), 1.5f);
            if (outline.rect.width() >= canvas.px(22) && kind != TrackKind::thread &&
                outline.look.mark != Icon::none)
                icon(canvas, outline.look.mark,
                     {outline.finished ? outline.rect.centre().x
                                       : outline.rect.max.x - canvas.px(11),
                      outline.rect.centre().y},
                     canvas.px(9), outline.look.text);
        }
    }
}

}  // namespace coroscope::viz
