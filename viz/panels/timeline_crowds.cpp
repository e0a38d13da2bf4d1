// Columns of spans too narrow to be told apart: the share of each state, from the ground up
// (declared in timeline_draw.hpp).
#include <algorithm>

#include "viz/panels/stage_draw.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

/// The order in which states are stacked: what a task waits for is the ground, what runs the top.
constexpr std::array<std::size_t, most_states> of_task{2, 0, 1, 3, 4};
constexpr std::array<std::size_t, most_states> of_thread{2, 0, 1, 3, 4};

/// Flat, and so much of the edge that thin ones are seen.
ImU32 colour_of(const Theme& theme, TrackKind track, std::size_t state) {
    const SpanStart start = span_of_state(track, state);
    Span span;
    span.kind = start.kind;
    span.blocking = start.blocking;
    const StateLook look = bar_look(theme, span);
    return mix(look.fill, look.edge, 0.45f);
}

/// Neighbours of a row that nothing parts, and how many spans they hold together.
struct CrowdRun {
    Rect rect;
    std::size_t count = 0;
};

std::vector<CrowdRun> runs_of(const TimelineScene& scene) {
    std::vector<CrowdRun> runs;
    const CrowdShape* last = nullptr;
    for (const CrowdShape& crowd : scene.crowds) {
        const bool goes_on = last != nullptr && last->row == crowd.row &&
                             last->first + last->count == crowd.first &&
                             crowd.rect.min.x - last->rect.max.x <= 1;
        if (!goes_on) runs.push_back({crowd.rect, 0});
        runs.back().rect.max.x = crowd.rect.max.x;
        runs.back().count += crowd.count;
        last = &crowd;
    }
    return runs;
}

}  // namespace

void draw_crowds(Canvas& canvas, const TimelineScene& scene) {
    const auto clip = canvas.clip(to_rect(scene.layout.rows_area));
    for (const CrowdShape& crowd : scene.crowds) {
        const TrackKind kind = scene.track(crowd.track).kind;
        const auto& order = kind == TrackKind::thread ? of_thread : of_task;
        float bottom = crowd.rect.max.y;
        for (const std::size_t state : order) {
            if (crowd.heights[state] == 0) continue;
            const float top = std::max(crowd.rect.min.y, bottom - crowd.heights[state]);
            canvas.fill({{crowd.rect.min.x, top}, {crowd.rect.max.x, bottom}},
                        colour_of(canvas.theme(), kind, state));
            bottom = top;
        }
    }
}

std::size_t draw_crowd_labels(Canvas& canvas, TimelineScene& scene, std::size_t most) {
    const Rect area = to_rect(scene.layout.rows_area);
    const TextStyle style{.size = type::tiny, .colour = canvas.theme().text};
    std::size_t drawn = 0;
    for (const CrowdRun& run : runs_of(scene)) {
        if (drawn == most) break;
        Rect part = run.rect.intersect(area);
        part.min.x = std::max(part.min.x, static_cast<float>(scene.axis.left()));
        const std::string text = "× " + count_text(run.count);
        const float width = canvas.text_width(text, style) + canvas.px(12);
        if (part.width() < width + canvas.px(8) || part.height() < canvas.px(14)) continue;
        const Rect plate = snapped(Rect::sized(
            part.min.x + canvas.px(4), part.centre().y - canvas.px(8), width, canvas.px(16)));
        canvas.fill(plate, with_alpha(canvas.theme().panel, 0.85f), canvas.px(4));
        const auto guard = canvas.container(plate);
        TextStyle centred = style;
        centred.align = Align::centre;
        canvas.text(plate, text, centred);
        scene.labels.push_back(plate);
        ++drawn;
    }
    return drawn;
}

}  // namespace coroscope::viz
