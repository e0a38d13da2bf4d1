#include "viz/model/rows.hpp"

#include <algorithm>
#include <climits>

namespace coroscope::viz {

namespace {

// The track that is selected, or `Tracks::none`.
std::size_t selected_track(const View& view, const Tracks& tracks) {
    for (std::size_t index = 0; index < tracks.tracks.size(); ++index) {
        const trace::Party party = selectable(tracks.tracks[index]);
        if (party && party == view.selection) return index;
    }
    return Tracks::none;
}

bool is_folded(std::span<const std::uint32_t> folded, std::size_t track) {
    return std::binary_search(folded.begin(), folded.end(), static_cast<std::uint32_t>(track));
}

}  // namespace

std::vector<std::size_t> shown_tracks(const Tracks& tracks, std::span<const std::uint32_t> folded) {
    std::vector<std::size_t> shown;
    int hidden_below = INT_MAX;  // tracks deeper than this belong to a folded one
    for (std::size_t index = 0; index < tracks.tracks.size(); ++index) {
        const int depth = tracks.tracks[index].depth;
        if (depth > hidden_below) continue;
        hidden_below = is_folded(folded, index) ? depth : INT_MAX;
        shown.push_back(index);
    }
    return shown;
}

trace::Party selectable(const Track& track) {
    switch (track.kind) {
        case TrackKind::task:
            return trace::Party::task(track.task);
        case TrackKind::callback:
            return trace::Party::handle(track.handle);
        case TrackKind::thread:
        case TrackKind::loop:
        case TrackKind::more:
        case TrackKind::person:
            break;
    }
    return {};
}

View with_next_selected(View view, const Tracks& tracks, int direction, std::size_t until) {
    const std::size_t count = tracks.tracks.size();
    if (count == 0) return view;
    const std::size_t from = selected_track(view, tracks);
    // Without a selection the first one is next, and the last one is before.
    std::size_t at = from != Tracks::none ? from : direction > 0 ? count - 1 : 0;
    for (std::size_t step = 0; step < count; ++step) {
        at = (at + (direction > 0 ? 1 : count - 1)) % count;
        const Track& track = tracks.tracks[at];
        const bool comes = !track.spans.empty() && track.spans.front().begin_beat > until;
        if (!selectable(track) || comes) continue;
        view.selection = selectable(track);
        std::vector<std::size_t> shown = shown_tracks(tracks, view.folded);
        if (!std::binary_search(shown.begin(), shown.end(), at)) {
            view.folded.clear();
            shown = shown_tracks(tracks, {});
        }
        const auto row = std::lower_bound(shown.begin(), shown.end(), at) - shown.begin();
        // Some rows above it are seen too; the layout scrolls no further than there is need.
        view.rows_scroll = std::max(0.0, static_cast<double>(row) - 3);
        view.rows_goal.reset();
        view.rows_kept = false;
        return view;
    }
    return view;
}

std::vector<std::uint32_t> with_loops_toggled(const View& view, const Tracks& tracks) {
    const std::size_t selected = selected_track(view, tracks);
    std::vector<std::uint32_t> loops;
    for (std::size_t index = 0; index < tracks.tracks.size(); ++index) {
        const Track& track = tracks.tracks[index];
        const bool wanted = selected == Tracks::none || track.loop == tracks.tracks[selected].loop;
        if (track.kind == TrackKind::loop && wanted)
            loops.push_back(static_cast<std::uint32_t>(index));
    }
    const bool any = std::any_of(loops.begin(), loops.end(),
                                 [&](std::uint32_t loop) { return is_folded(view.folded, loop); });
    std::vector<std::uint32_t> folded = view.folded;
    std::erase_if(folded, [&](std::uint32_t track) {
        return std::binary_search(loops.begin(), loops.end(), track);
    });
    if (!any) folded.insert(folded.end(), loops.begin(), loops.end());
    std::sort(folded.begin(), folded.end());
    return folded;
}

}  // namespace coroscope::viz
