// Rows that are low stand together under one name (declared in timeline_draw.hpp).
#include <algorithm>
#include <cmath>

#include "viz/panels/stage_draw.hpp"
#include "viz/panels/strings.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

/// The word for so many of them: threads, tasks, callbacks, else rows.
Str noun_of(const TimelineScene& scene, const LowRows& rows) {
    const auto kind_at = [&](std::size_t index) {
        return scene.track(scene.layout.rows[index].track).kind;
    };
    const TrackKind kind = kind_at(rows.first);
    for (std::size_t index = rows.first + 1; index < rows.first + rows.count; ++index)
        if (kind_at(index) != kind) return Str::low_rows;
    switch (kind) {
        case TrackKind::thread:
            return Str::low_threads;
        case TrackKind::task:
            return Str::task_count;
        case TrackKind::callback:
            return Str::low_callbacks;
        case TrackKind::loop:
        case TrackKind::more:
        case TrackKind::person:
            break;
    }
    return Str::low_rows;
}

}  // namespace

std::vector<LowRows> low_rows(const TimelineScene& scene) {
    const View& view = scene.input.view;
    const auto beat =
        static_cast<std::size_t>(std::max(0.0, view.rows_held.value_or(view.playback.position)));
    std::vector<LowRows> groups;
    std::size_t last = Tracks::none;
    for (std::size_t index = 0; index < scene.layout.rows.size(); ++index) {
        const TimelineRow& row = scene.layout.rows[index];
        if (!row.low) continue;
        const Track& track = scene.track(row.track);
        const RowLife life = life_at(track, beat);
        if (groups.empty() || index != last + 1 || groups.back().life != life)
            groups.push_back({index, 0, life, track.depth, to_rect(row.strip)});
        LowRows& group = groups.back();
        ++group.count;
        group.depth = std::min(group.depth, track.depth);
        group.strip.max.y = row.strip.bottom();
        last = index;
    }
    return groups;
}

std::string low_rows_text(const TimelineScene& scene, const LowRows& rows) {
    if (rows.count < 2 || rows.life == RowLife::now) return {};
    const Language language = scene.language();
    const std::string what = tr(language, noun_of(scene, rows), {std::to_string(rows.count)});
    return tr(language, rows.life == RowLife::ended ? Str::rows_ended : Str::rows_to_come, {what});
}

std::string low_rows_note(const TimelineScene& scene, float y) {
    std::string note;
    for (const LowRows& rows : low_rows(scene)) {
        if (y < rows.strip.min.y || y >= rows.strip.max.y) continue;
        for (std::size_t index = rows.first; index < rows.first + rows.count; ++index) {
            const Track& track = scene.track(scene.layout.rows[index].track);
            if (!note.empty()) note += "\n";
            note += row_title(scene.input.recording, track, scene.language());
        }
    }
    return note;
}

void draw_low_names(Canvas& canvas, const TimelineScene& scene) {
    const Theme& theme = canvas.theme();
    const Box& names = scene.layout.names;
    for (const LowRows& rows : low_rows(scene)) {
        const float left = names.x + canvas.px(14) * static_cast<float>(rows.depth);
        for (std::size_t index = rows.first; index < rows.first + rows.count; ++index) {
            const TimelineRow& row = scene.layout.rows[index];
            const Track& track = scene.track(row.track);
            const ImVec2 place{left + canvas.px(7), std::round(row.strip.mid_y())};
            if (track.kind == TrackKind::task)
                canvas.disc(place, row.bar.h / 2, theme.task(track.task));
        }
        const std::string text = low_rows_text(scene, rows);
        if (text.empty() || is_low_row(rows.strip.height(), canvas.scale())) continue;
        const auto guard = canvas.container(rows.strip);
        canvas.text({{left + canvas.px(22), rows.strip.min.y}, {names.right(), rows.strip.max.y}},
                    text, {.size = type::tiny, .colour = theme.muted});
    }
}

}  // namespace coroscope::viz
