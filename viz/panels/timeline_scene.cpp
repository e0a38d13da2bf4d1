// One frame of the timeline as data: rows, bars with their looks, what is under the mouse
// (declared in timeline_draw.hpp).
#include <algorithm>
#include <cmath>

#include "viz/panels/stage_draw.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

float pill_width(const Canvas& canvas, const TimelineScene& scene, const Span& span) {
    const std::vector<std::string> labels = span_labels(scene.source(), span);
    return canvas.text_width(labels.front(), {.size = type::small}) + canvas.px(38);
}

Rect bar_rect(const Canvas& canvas, const TimelineScene& scene, const TimelineRow& row,
              const TimelineBar& bar, const Span& span) {
    auto x0 = static_cast<float>(std::round(bar.x0));
    auto x1 = static_cast<float>(std::round(bar.x1));
    // A tick stands before its moment, so that what begins there is not hidden by it.
    if (bar.merged) return Rect::sized(x0 - canvas.px(3), row.bar.y, canvas.px(3), row.bar.h);
    // What is finished stays so: a badge says it once, at the left edge where its moment is past.
    if (is_finished(span.kind)) {
        x0 = std::max(x0, static_cast<float>(std::round(scene.axis.left())));
        const float widest = scene.layout.rows_area.right() - canvas.px(4) - x0;
        const float wanted = pill_width(canvas, scene, span);
        const float least = std::min(wanted, canvas.px(72));
        if (row.low) return {{x0, row.bar.y}, {x0 + canvas.px(12), row.bar.bottom()}};
        x1 = x0 + (widest >= least ? std::min(wanted, widest) : canvas.px(26));
    } else {
        x1 = std::max(x0 + 1, x1 - 1);
    }
    return {{x0, row.bar.y}, {x1, row.bar.bottom()}};
}

/// Room at the right for badges of tasks that finish near the end of the axis.
float end_margin(const Canvas& canvas, const TimelineScene& scene, const Rect& area) {
    constexpr std::size_t most_tracks = 64;
    const std::vector<Track>& tracks = scene.input.tracks.tracks;
    const auto beats = static_cast<double>(std::max<std::size_t>(1, scene.input.beats.last()));
    const auto time =
        static_cast<double>(std::max<std::int64_t>(1, scene.input.beats.duration_ns()));
    const double blend = scene.input.view.axis_blend;
    double margin = canvas.px(30);
    for (std::size_t index = 0; index < std::min(tracks.size(), most_tracks); ++index) {
        const SpanList& spans = tracks[index].spans;
        if (spans.empty() || !is_finished(spans.kind(spans.size() - 1))) continue;
        const Span last = spans.back();
        const double at = (1 - blend) * static_cast<double>(last.begin_beat) / beats +
                          blend * static_cast<double>(last.begin_ns) / time;
        const double plot = area.width() * 0.75;
        margin = std::max(margin, pill_width(canvas, scene, last) + canvas.px(8) -
                                      (1 - std::clamp(at, 0.0, 1.0)) * plot);
    }
    return static_cast<float>(std::min(margin, area.width() * 0.18));
}

/// Measured on some of the names where there are very many.
float names_width(const Canvas& canvas, const TimelineInput& input, float size) {
    constexpr std::size_t most = 128;
    const std::vector<Track>& tracks = input.tracks.tracks;
    const std::size_t stride = tracks.size() / most + 1;
    float widest = 0;
    for (std::size_t index = 0; index < tracks.size(); index += stride) {
        const Track& track = tracks[index];
        const float width =
            canvas.text_width(row_title(input.recording, track, input.view.language),
                              {.face = Face::semibold, .size = size});
        widest = std::max(widest,
                          width + canvas.px(26) + canvas.px(14) * static_cast<float>(track.depth));
    }
    return widest;
}

/// How high each state stands in a column: by its share, and every one that occurs is to be seen.
std::array<std::uint16_t, most_states> stacked(const Shares& shares, float height) {
    std::array<std::uint16_t, most_states> heights{};
    const auto whole = static_cast<int>(height);
    int left = whole;
    std::size_t largest = 0;
    for (std::size_t state = 0; state < most_states; ++state) {
        if (shares[state] > shares[largest]) largest = state;
        if (shares[state] <= 0) continue;
        const int wanted = static_cast<int>(std::lround(shares[state] * whole));
        heights[state] = static_cast<std::uint16_t>(std::clamp(wanted, 2, std::max(2, whole)));
        left -= heights[state];
    }
    // What rounding left over, or took too much, is the largest one's.
    heights[largest] = static_cast<std::uint16_t>(std::max(0, heights[largest] + left));
    return heights;
}

/// Adds a column, or widens the last one where it looks the same.
void add_crowd(TimelineScene& scene, std::size_t row, const TimelineBar& bar) {
    const TimelineRow& place = scene.layout.rows[row];
    const Track& track = scene.track(place.track);
    const Rect rect{{static_cast<float>(std::round(bar.x0)), place.bar.y},
                    {static_cast<float>(std::round(bar.x1)), place.bar.bottom()}};
    CrowdShape crowd{row,       place.track,
                     bar.first, bar.count,
                     rect,      stacked(shares_of(track, scene.axis, bar), rect.height())};
    if (!scene.crowds.empty()) {
        CrowdShape& last = scene.crowds.back();
        if (last.row == row && last.heights == crowd.heights &&
            last.first + last.count == crowd.first && crowd.rect.min.x - last.rect.max.x <= 1) {
            last.rect.max.x = crowd.rect.max.x;
            last.count += crowd.count;
            return;
        }
    }
    scene.crowds.push_back(crowd);
}

/// Fills the rows, at the scene's grain.
void add_bars(const Canvas& canvas, TimelineScene& scene) {
    const TimelineLayout& layout = scene.layout;
    Grain grain{scene.axis, scene.grain};
    for (std::size_t index = 0; index < layout.rows.size(); ++index) {
        const TimelineRow& row = layout.rows[index];
        const Track& track = scene.track(row.track);
        for (const TimelineBar& bar : visible_bars(track, scene.axis, grain)) {
            if (bar.merged && bar.x1 - bar.x0 >= canvas.px(3)) {
                add_crowd(scene, index, bar);
                continue;
            }
            const Span span = track.spans[bar.span];
            StateLook look = bar_look(canvas.theme(), span);
            // A strip has its colours only, so they are strong.
            if (row.low) look.fill = mix(look.fill, look.edge, 0.45f);
            scene.bars.push_back({index, row.track, bar.span,
                                  bar_rect(canvas, scene, row, bar, span), look, bar.merged,
                                  bar.first, bar.count, row.low});
        }
    }
    if (rectangles_of(scene) <= most_rectangles) return;
    constexpr float wide = 40;
    for (BarShape& bar : scene.bars) bar.plain = bar.plain || bar.rect.width() < wide;
}

}  // namespace

StateLook bar_look(const Theme& theme, const Span& span) {
    const SpanLook own = look_of(span);
    StateLook look = theme.look(own.look);
    switch (span.kind) {
        case SpanKind::plain:
        case SpanKind::iteration:
            look = {theme.control, theme.control_edge, theme.text, theme.muted, 0,
                    Pattern::none, Icon::none};
            break;
        case SpanKind::idle:
            look = {theme.well, theme.edge, theme.muted, theme.muted, 0, Pattern::none, Icon::none};
            break;
        case SpanKind::loop_run:
            look.fill = mix(theme.panel, look.fill, 0.75f);
            look.edge = mix(theme.panel, look.edge, 0.6f);
            look.mark = Icon::none;
            break;
        case SpanKind::exception:
            look.mark = Icon::bolt;
            break;
        case SpanKind::blocked:
        case SpanKind::ready:
        case SpanKind::running:
        case SpanKind::waiting:
        case SpanKind::done:
        case SpanKind::failed:
        case SpanKind::cancelled:
        case SpanKind::destroyed:
            break;
    }
    return look;
}

const TimelineRow* TimelineScene::row_of(std::size_t track) const {
    for (const TimelineRow& row : layout.rows)
        if (row.track == track) return &row;
    return nullptr;
}

namespace {

/// Nothing was done, nor is anything being dragged.
bool has_idle_person(const TimelineInput& input) {
    const Scenario* scenario = input.touched != nullptr ? input.touched->scenario : nullptr;
    return input.tracks.tracks.empty() ||
           (input.tracks.tracks.back().marks.empty() &&
            (scenario == nullptr || scenario->interventions.empty()));
}

TimelineScene empty_scene(const TimelineInput& input) {
    return {.input = input, .layout = {}, .axis = Axis{input.beats, 0, {}, 0, 1}};
}

}  // namespace

TimelineMargins timeline_margins(const Canvas& canvas, const Rect& area,
                                 const TimelineInput& input) {
    const TimelineScene scene = empty_scene(input);
    // Long names are set smaller before they take the room of what happens.
    const float enough = area.width() * 0.3f;
    const float large = names_width(canvas, input, type::body);
    const float names = std::min(large, std::max(enough, names_width(canvas, input, type::tiny)));
    return {std::max(input.least.names, names),
            std::max(input.least.end, end_margin(canvas, scene, area))};
}

TimelineScene make_timeline_scene(const Canvas& canvas, const Rect& area,
                                  const TimelineInput& input) {
    const Box box{area.min.x, area.min.y, area.width(), area.height()};
    const View& view = input.view;
    TimelineScene scene = empty_scene(input);
    const TimelineMargins margins = timeline_margins(canvas, area, input);
    scene.layout = layout_timeline(
        input.tracks, {box, margins.names, margins.end, canvas.scale(), view.rows_scroll,
                       view.folded, input.legend, view.rows_kept, has_idle_person(input),
                       view.rows_held.value_or(view.playback.position), view.selection});
    const TimelineLayout& layout = scene.layout;
    const Axis axis{input.beats, view.axis_blend, {view.zoom, view.scroll},
                    layout.left, layout.right,    whole_extent(input)};
    scene.axis = axis;
    scene.playhead_x = static_cast<float>(axis.x_of(view.playback.position));
    scene.grain = grain_width(input.tracks, layout, axis);
    add_bars(canvas, scene);
    // Rarely there are more states to show than usual: then coarser.
    while (rectangles_of(scene) > most_rectangles && scene.grain < layout.right - layout.left) {
        scene.bars.clear();
        scene.crowds.clear();
        scene.grain = std::max(4.0, scene.grain * 2);
        add_bars(canvas, scene);
    }
    scene.marks = make_mark_shapes(canvas, scene);
    // Ticks last: they stand over the bars beside them.
    std::stable_partition(scene.bars.begin(), scene.bars.end(),
                          [](const BarShape& bar) { return !bar.merged; });
    place_touches(canvas, scene);
    return scene;
}

float veil_strength(const Theme& theme) {
    constexpr double wanted = 3.05;
    float strength = 0.6f;
    for (const StateLook& look : theme.looks)
        while (strength > 0 &&
               contrast(mix(look.edge, theme.panel, strength), theme.panel) < wanted)
            strength -= 0.02f;
    return std::max(0.0f, strength);
}

ImVec2 mark_place(const Canvas& canvas, const TimelineScene& scene, const Mark& mark,
                  const TimelineRow& row) {
    const auto x = static_cast<float>(scene.axis.x_of(static_cast<double>(mark.beat)));
    const bool person = scene.track(mark.track).kind == TrackKind::person;
    const bool below = mark.kind == MarkKind::print;
    const bool refused = mark.kind == MarkKind::cancel && !mark.accepted;
    return {std::round(x), person || refused || row.low ? std::round(row.bar.mid_y())
                           : below                      ? row.bar.bottom() + canvas.px(1)
                                                        : row.bar.y - canvas.px(1)};
}

TimelineHit hit_test(const Canvas& canvas, const TimelineScene& scene, ImVec2 mouse) {
    TimelineHit hit;
    for (const TimelineRow& row : scene.layout.rows)
        if (to_rect(row.strip).contains(mouse)) hit.track = row.track;
    if (!hit.track || !to_rect(scene.layout.rows_area).contains(mouse)) return hit;
    for (const CrowdShape& crowd : scene.crowds)
        if (crowd.track == *hit.track && crowd.rect.contains(mouse)) {
            hit.span = hit.first = crowd.first;
            hit.count = crowd.count;
        }
    for (const BarShape& bar : scene.bars)
        if (bar.track == *hit.track && bar.rect.inset(bar.merged ? -2 : 0, 0).contains(mouse)) {
            hit.span = bar.span;
            hit.first = bar.first;
            hit.count = bar.count;
        }
    for (const TouchMark& touch : scene.touches)
        if (std::hypot(touch.centre.x - mouse.x, touch.centre.y - mouse.y) <= canvas.px(11))
            hit.touch = touch.index;
    if (hit.touch) return hit;
    for (const MarkShape& shape : scene.marks) {
        const Mark& mark = scene.input.tracks.marks[shape.mark];
        if (mark.track != *hit.track) continue;
        const ImVec2 place = mark_place(canvas, scene, mark, scene.layout.rows[shape.row]);
        if (std::hypot(place.x - mouse.x, place.y - mouse.y) > canvas.px(9)) continue;
        hit.mark = shape.mark;
        hit.marks = shape.count;
    }
    return hit;
}

}  // namespace coroscope::viz
