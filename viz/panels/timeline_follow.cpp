// Which row the timeline scrolls to (declared in timeline_draw.hpp).
#include <algorithm>

#include "viz/model/rows.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {

std::optional<double> rows_to_follow(const TimelineScene& scene) {
    const TimelineInput& input = scene.input;
    const auto& rows = scene.layout.rows;
    const auto beat = static_cast<std::size_t>(std::max(0.0, input.view.playback.position));
    if (rows.empty() || beat > input.beats.last()) return std::nullopt;
    // A callback acts on a task: it wakes it, it notes its end.
    const trace::Party other = input.recording.events[input.beats[beat].seq].other;
    const trace::TaskId acting = input.beats[beat].task;
    const trace::TaskId task =
        acting == 0 && other.kind() == trace::PartyKind::task ? other.number() : acting;
    const std::size_t track = input.tracks.of_task(task);
    if (task == 0 || track == Tracks::none) return std::nullopt;
    const std::vector<std::size_t> shown = shown_tracks(input.tracks, input.view.folded);
    const auto place = [&](std::size_t wanted) {
        return std::find(shown.begin(), shown.end(), wanted) - shown.begin();
    };
    const auto wanted = place(track);
    const auto first = place(rows.front().track);
    const auto last = place(rows.back().track);
    if (wanted == std::ssize(shown) || (wanted >= first && wanted <= last)) return std::nullopt;
    // One more than is needed: rows differ in height, and what comes next is worth seeing.
    return static_cast<double>(wanted < first ? wanted : first + wanted - last + 1);
}

}  // namespace coroscope::viz
