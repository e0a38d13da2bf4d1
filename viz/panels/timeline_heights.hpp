// How high the timeline's rows are. Where all have room they share it. Where they do not, those are
// high that the cursor is about: what lives there, then what has just ended and what comes next.
// The others are low strips, without words but in their colours. Pure: no ImGui.
//
// Invariant: while a beat passes, heights change without a leap; at a beat they depend on nothing
// but the beat.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "viz/model/tracks.hpp"

namespace coroscope::viz {

/// When a row's life is, seen from the cursor.
enum class RowLife : std::uint8_t { to_come, now, ended };

/// What the rows have to share.
struct RowRoom {
    float height = 0;
    float unit = 1;         ///< UI scale
    trace::Party selected;  ///< is high if anything is
};

/// How they share it, whatever the cursor.
struct RowPlan {
    float growth = 0;      ///< of high rows: 0 as low as can be read well, 1 as high as looks well
    bool all_high = true;  ///< no row is ever low
    bool fits = true;      ///< all rows are seen at once, wherever the cursor is
};
RowPlan plan_rows(std::span<const Track> tracks, const RowRoom& room);

/// The height of each track's row, in whole pixels, none of them folded: folding changes no height,
/// so the row that is folded stays under the mouse and a second click unfolds it. Only one that is
/// `folded` is never too low for its name.
std::vector<float> row_heights(std::span<const Track> tracks, const RowPlan& plan,
                               const RowRoom& room, double position,
                               std::span<const std::uint32_t> folded);

RowLife life_at(const Track& track, std::size_t beat);

/// A row as low as that has no words of its own.
bool is_low_row(float height, float unit);

/// The share of a row that its bar takes.
float bar_share(TrackKind kind);

}  // namespace coroscope::viz
