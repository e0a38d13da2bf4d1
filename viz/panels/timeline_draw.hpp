// The pieces of which the timeline is drawn, from back to front. Used by timeline*.cpp only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/model/axis.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/timeline.hpp"
#include "viz/panels/timeline_layout.hpp"
#include "viz/panels/timeline_words.hpp"

namespace coroscope::viz {

/// A bar as it is drawn.
struct BarShape {
    std::size_t row = 0;
    std::size_t track = 0;
    std::size_t span = 0;
    Rect rect;
    StateLook look;
    bool merged = false;  ///< a tick that stands for spans too narrow to be seen
};

/// One frame of the timeline.
struct TimelineScene {
    TimelineInput input;  // by value: it is a handful of references, and a scene may outlive it
    TimelineLayout layout;
    Axis axis;
    double merge = 1;
    float playhead_x = 0;
    std::vector<BarShape> bars;
    std::vector<Rect> arrows;  ///< what arrows cover: a label there stands on a plate
    std::vector<Rect> labels;  ///< what is written on the plot: the playhead passes behind it

    [[nodiscard]] Language language() const { return input.view.language; }
    [[nodiscard]] TimelineSource source() const {
        return {input.recording, input.beats, input.tracks, input.view.language};
    }
    [[nodiscard]] const Track& track(std::size_t index) const { return input.tracks.tracks[index]; }
    [[nodiscard]] const Span& span(const BarShape& bar) const {
        return track(bar.track).spans[bar.span];
    }
    /// The row that shows the track, or null where it is scrolled away.
    [[nodiscard]] const TimelineRow* row_of(std::size_t track) const;
};

TimelineScene make_timeline_scene(const Canvas& canvas, const Rect& area,
                                  const TimelineInput& input);

/// How strongly the future is veiled: as much as leaves its edges a contrast of 3:1.
float veil_strength(const Theme& theme);

void draw_ground(Canvas& canvas, const TimelineScene& scene);    ///< row bands, grid
void draw_bars(Canvas& canvas, const TimelineScene& scene);      ///< fills, textures, edges
void draw_links(Canvas& canvas, TimelineScene& scene);           ///< arrows
void draw_marks(Canvas& canvas, TimelineScene& scene);           ///< prints, interrupts
void draw_veil(Canvas& canvas, const TimelineScene& scene);      ///< the future, dimmed
void draw_labels(Canvas& canvas, TimelineScene& scene);          ///< what bars say
void draw_playhead(Canvas& canvas, const TimelineScene& scene);  ///< behind the labels
void draw_ruler(Canvas& canvas, const TimelineScene& scene);
void draw_names(Canvas& canvas, const TimelineScene& scene);
void draw_legend(Canvas& canvas, const TimelineScene& scene);

/// What is under the mouse.
struct TimelineHit {
    std::optional<std::size_t> track;  ///< the row
    std::optional<std::size_t> span;   ///< a bar of it
    std::optional<std::size_t> mark;   ///< a mark: an index into the tracks' marks
};
TimelineHit hit_test(const Canvas& canvas, const TimelineScene& scene, ImVec2 mouse);

/// Where a mark is drawn.
ImVec2 mark_place(const Canvas& canvas, const TimelineScene& scene, const Mark& mark,
                  const TimelineRow& row);

}  // namespace coroscope::viz
