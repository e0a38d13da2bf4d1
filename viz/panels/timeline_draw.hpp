// The pieces of which the timeline is drawn, from back to front. Used by timeline*.cpp only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/model/axis.hpp"
#include "viz/panels/canvas.hpp"
#include "viz/panels/timeline.hpp"
#include "viz/panels/timeline_grain.hpp"
#include "viz/panels/timeline_heights.hpp"
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
    bool merged = false;    ///< a tick that stands for spans too narrow to be seen
    std::size_t first = 0;  ///< the spans that it holds
    std::size_t count = 1;
    bool plain = false;  ///< without texture and border: there are too many bars for these
};

/// A column of spans too narrow to be told apart: the states are stacked by their shares.
struct CrowdShape {
    std::size_t row = 0;
    std::size_t track = 0;
    std::size_t first = 0;  ///< the spans that it holds
    std::size_t count = 0;
    Rect rect;
    std::array<std::uint16_t, most_states> heights{};  ///< pixels of each state, from the bottom
};

/// A mark on a row, and how many stand so near that they are not drawn beside it.
struct MarkShape {
    std::size_t row = 0;
    std::size_t mark = 0;  ///< an index into the tracks' marks
    std::size_t count = 1;
};

/// Something that the person did, as it is drawn on their row.
struct TouchMark {
    std::size_t index = 0;  ///< in the scenario
    ImVec2 centre;
    bool acts = false;     ///< it was done in this run
    bool dragged = false;  ///< it is under the mouse
};

/// One frame of the timeline.
struct TimelineScene {
    TimelineInput input;  // by value: it is a handful of references, and a scene may outlive it
    TimelineLayout layout;
    Axis axis;
    double grain = 1;  ///< pixels within which narrow spans are gathered
    float playhead_x = 0;
    std::vector<BarShape> bars;
    std::vector<CrowdShape> crowds;  ///< by row, from the left
    std::vector<MarkShape> marks;    ///< by row, from the left
    bool arrows_left_out = false;    ///< there are more than anybody could read
    std::vector<TouchMark> touches;  ///< from left to right
    std::vector<Rect> arrows;        ///< what arrows cover: a label there stands on a plate
    std::vector<Rect> labels;        ///< what is written on the plot: the playhead passes behind it

    [[nodiscard]] Language language() const { return input.view.language; }
    [[nodiscard]] TimelineSource source() const {
        return {input.recording, input.beats, input.tracks, input.view.language};
    }
    [[nodiscard]] const Track& track(std::size_t index) const { return input.tracks.tracks[index]; }
    [[nodiscard]] Span span(const BarShape& bar) const { return track(bar.track).spans[bar.span]; }
    [[nodiscard]] SpanKind kind(const BarShape& bar) const {
        return track(bar.track).spans.kind(bar.span);
    }
    /// The row that shows the track, or null where it is scrolled away.
    [[nodiscard]] const TimelineRow* row_of(std::size_t track) const;
};

TimelineScene make_timeline_scene(const Canvas& canvas, const Rect& area,
                                  const TimelineInput& input);

/// How a span's bar looks: threads and loops more quietly than tasks, so that tasks lead the eye.
StateLook bar_look(const Theme& theme, const Span& span);

/// How many rectangles the bars and columns are drawn with.
std::size_t rectangles_of(const TimelineScene& scene);
/// The most that a frame may have on a machine that draws without a graphics card.
inline constexpr std::size_t most_rectangles = 1900;

/// The marks of the visible rows.
std::vector<MarkShape> make_mark_shapes(const Canvas& canvas, const TimelineScene& scene);

/// How strongly the future is veiled: as much as leaves its edges a contrast of 3:1.
float veil_strength(const Theme& theme);

void draw_ground(Canvas& canvas, const TimelineScene& scene);  ///< row bands, grid
void draw_ghost(Canvas& canvas, const TimelineScene& scene);   ///< the former future
void draw_bars(Canvas& canvas, const TimelineScene& scene);    ///< fills, textures, edges
void draw_crowds(Canvas& canvas, const TimelineScene& scene);  ///< columns of shares
void draw_links(Canvas& canvas, TimelineScene& scene);         ///< arrows
void draw_marks(Canvas& canvas, TimelineScene& scene);         ///< prints, interrupts
void draw_touches(Canvas& canvas, TimelineScene& scene);       ///< what the person did
void draw_veil(Canvas& canvas, const TimelineScene& scene);    ///< the future, dimmed
void draw_labels(Canvas& canvas, TimelineScene& scene);        ///< what bars say
/// How many spans each run of columns holds, where there is room; returns how many it has written.
std::size_t draw_crowd_labels(Canvas& canvas, TimelineScene& scene, std::size_t most);
void draw_playhead(Canvas& canvas, const TimelineScene& scene);  ///< behind the labels
void draw_ruler(Canvas& canvas, const TimelineScene& scene);
void draw_names(Canvas& canvas, const TimelineScene& scene);
/// A disc of its colour for each low task, and one name for all that stand together.
void draw_low_names(Canvas& canvas, const TimelineScene& scene);
void draw_legend(Canvas& canvas, const TimelineScene& scene);

/// How far the axis must reach, for the former future to be seen too.
Extent whole_extent(const TimelineInput& input);

/// Fills in `touches`.
void place_touches(const Canvas& canvas, TimelineScene& scene);
/// The position that is meant by a click: a beat or, inside a wait, a round time.
double clicked_position(const Canvas& canvas, const TimelineScene& scene, float x);
/// Choosing and dragging marks of what was done; to be called right after the plot's button. True
/// where the mouse is about them, and nothing else.
bool touch_input(const Canvas& canvas, const TimelineScene& scene, Intents& intents);
/// The explanation of such a mark.
std::string touch_note(const TimelineScene& scene, std::size_t index);

/// Low rows that follow each other and are low for the same reason: they have one name together.
struct LowRows {
    std::size_t first = 0;  ///< of the layout's rows
    std::size_t count = 0;
    RowLife life = RowLife::ended;
    int depth = 0;
    Rect strip;
};
std::vector<LowRows> low_rows(const TimelineScene& scene);
/// What they are, as `3 threads, ended`; empty where that is just changing.
std::string low_rows_text(const TimelineScene& scene, const LowRows& rows);
/// The names of those at that height, one a line; empty where none of them is low.
std::string low_rows_note(const TimelineScene& scene, float y);

/// What is under the mouse.
struct TimelineHit {
    std::optional<std::size_t> track;  ///< the row
    std::optional<std::size_t> span;   ///< a bar of it: the span that it shows
    std::size_t first = 0;             ///< and the spans that it holds
    std::size_t count = 0;
    std::optional<std::size_t> mark;   ///< a mark: an index into the tracks' marks
    std::size_t marks = 0;             ///< how many it stands for
    std::optional<std::size_t> touch;  ///< what the person did: an index of the scenario
};
TimelineHit hit_test(const Canvas& canvas, const TimelineScene& scene, ImVec2 mouse);

/// Where a mark is drawn.
ImVec2 mark_place(const Canvas& canvas, const TimelineScene& scene, const Mark& mark,
                  const TimelineRow& row);

/// How many rows must lie above the top edge for the row of the task that acts at the cursor to be
/// seen, and with it the rows of as many coming beats as have room together: the rows move seldom.
/// Nothing where it is seen (or will be, in mid-glide), or where there is none.
std::optional<double> rows_to_follow(const TimelineScene& scene);

}  // namespace coroscope::viz
