// Which row the timeline scrolls to (declared in timeline_draw.hpp).
#include <algorithm>
#include <utility>

#include "viz/model/rows.hpp"
#include "viz/panels/timeline_draw.hpp"

namespace coroscope::viz {
namespace {

/// How many beats are looked at for what comes next.
constexpr std::size_t most_ahead = 500;

/// The task that acts at a beat, or 0. A callback acts on a task: it wakes it, it notes its end.
trace::TaskId acting_task(const TimelineInput& input, std::size_t beat) {
    const trace::Party other = input.recording.events[input.beats[beat].seq].other;
    const trace::TaskId acting = input.beats[beat].task;
    return acting == 0 && other.kind() == trace::PartyKind::task ? other.number() : acting;
}

/// Some rows that follow each other.
struct Range {
    std::size_t first;
    std::size_t last;
};

/// What a thread does in plain code that a class should see. It starts and ends in passing.
bool is_seen_on_thread(const Beat& beat) {
    using trace::Kind;
    return beat.loop == 0 && (beat.kind == Kind::block_begin || beat.kind == Kind::block_end ||
                              beat.kind == Kind::print);
}

struct Rows {
    explicit Rows(const TimelineScene& its_scene)
        : scene{its_scene}, shown{shown_tracks(scene.input.tracks, scene.input.view.folded)} {
        for (std::size_t row = 0; row < shown.size(); ++row)
            if (const Track& track = scene.track(shown[row]); track.kind == TrackKind::thread)
                threads.emplace_back(track.thread, row);
    }

    const TimelineScene& scene;
    std::vector<std::size_t> shown;
    std::vector<std::pair<trace::ThreadId, std::size_t>> threads;  ///< and their rows

    /// The row of the task that acts in that beat or, in plain code, of the thread; nothing where
    /// none is shown for it.
    [[nodiscard]] std::optional<std::size_t> of_beat(std::size_t beat) const {
        if (const trace::TaskId task = acting_task(scene.input, beat); task != 0) {
            const std::size_t track = scene.input.tracks.of_task(task);
            const auto at = std::lower_bound(shown.begin(), shown.end(), track);
            if (at == shown.end() || *at != track) return std::nullopt;
            return static_cast<std::size_t>(at - shown.begin());
        }
        const Beat at = scene.input.beats[beat];
        const auto thread = std::find_if(threads.begin(), threads.end(),
                                         [&](const auto& each) { return each.first == at.thread; });
        if (!is_seen_on_thread(at) || thread == threads.end()) return std::nullopt;
        return thread->second;
    }
    [[nodiscard]] bool fit(Range range) const {
        const std::vector<float>& tops = scene.layout.tops;
        return tops[range.last + 1] - tops[range.first] <= scene.layout.rows_area.h + 0.5f;
    }
};

/// The row and those of the coming beats, as many as can be seen at once.
Range with_coming(const Rows& rows, std::size_t row, std::size_t beat) {
    const TimelineInput& input = rows.scene.input;
    const bool back = input.view.playback.direction < 0;
    Range range{row, row};
    for (std::size_t step = 1; step <= most_ahead; ++step) {
        if (back ? step > beat : beat + step > input.beats.last()) break;
        const auto next = rows.of_beat(back ? beat - step : beat + step);
        if (!next) continue;
        const Range wider{std::min(range.first, *next), std::max(range.last, *next)};
        if (!rows.fit(wider)) break;
        range = wider;
    }
    return range;
}

}  // namespace

std::optional<double> rows_to_follow(const TimelineScene& scene) {
    const TimelineInput& input = scene.input;
    const TimelineLayout& layout = scene.layout;
    const auto beat = static_cast<std::size_t>(std::max(0.0, input.view.playback.position));
    if (layout.rows.empty() || beat > input.beats.last()) return std::nullopt;
    const Rows rows{scene};
    const std::optional<std::size_t> row = rows.of_beat(beat);
    if (!row) return std::nullopt;
    const auto top =
        static_cast<std::size_t>(std::clamp(input.view.rows_goal.value_or(layout.scrolled), 0.0,
                                            std::max(layout.most_scroll, layout.scrolled)));
    if (*row >= top && rows.fit({top, *row})) return std::nullopt;
    const Range wanted = with_coming(rows, *row, beat);
    std::size_t first = wanted.first;  // at most so many rows above, and at least ...
    while (first > 0 && rows.fit({first - 1, wanted.last})) --first;
    return static_cast<double>(std::clamp(top, first, wanted.first));
}

}  // namespace coroscope::viz
