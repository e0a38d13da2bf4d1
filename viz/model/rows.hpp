// The rows of the timeline: which tracks are shown, which can be selected, and what folding and the
// keyboard do to them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "viz/model/tracks.hpp"
#include "viz/model/view.hpp"

namespace coroscope::viz {

/// The tracks that no folded thread or loop hides, top to bottom; `folded` rises.
std::vector<std::size_t> shown_tracks(const Tracks& tracks, std::span<const std::uint32_t> folded);

/// What a click on a track's row selects: its task or callback; nothing for threads and loops.
trace::Party selectable(const Track& track);

/// The view with the next (+1) or last (-1) task or callback selected, from top to bottom and round
/// again; its row is scrolled to and not folded away. What begins after beat `until` is passed
/// over.
View with_next_selected(View view, const Tracks& tracks, int direction,
                        std::size_t until = SIZE_MAX);

/// The folded tracks after all loops (of the selected task's thread, where there is one) were
/// folded, or unfolded where any of them was folded.
std::vector<std::uint32_t> with_loops_toggled(const View& view, const Tracks& tracks);

}  // namespace coroscope::viz
