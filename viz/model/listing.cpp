#include "viz/model/listing.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace coroscope::viz {
namespace {

// One path is the other, or its end at a slash.
bool same_file(std::string_view a, std::string_view b) {
    if (a.size() < b.size()) {
        std::swap(a, b);
    }
    return !b.empty() && a.ends_with(b) &&
           (a.size() == b.size() || a[a.size() - b.size() - 1] == '/');
}

// When all threads have ended, the main thread's last line is still to be seen: it is where the
// program came to.
bool is_at_its_line(const World& world, const Thread& thread) {
    constexpr ThreadId main_thread = 1;
    const auto is_alive = [](const Thread& each) { return each.started && !each.ended; };
    return is_alive(thread) || (thread.id == main_thread && thread.ended &&
                                std::none_of(world.threads.begin(), world.threads.end(), is_alive));
}

LineActivity activity_of(const World& world, const Thread& thread) {
    if (thread.ended) {
        return LineActivity::over;
    }
    if (thread.blocked_in != 0) {
        return LineActivity::blocked;
    }
    const bool idle = thread.running_loop < world.loops.size() &&
                      world.loops[thread.running_loop].activity == LoopActivity::selecting;
    return idle ? LineActivity::idle : LineActivity::running;
}

// Where the lines of two threads coincide, the busier one is shown.
bool busier(LineActivity a, LineActivity b) {
    const auto rank = [](LineActivity activity) {
        switch (activity) {
            case LineActivity::none:
                return 0;
            case LineActivity::over:
            case LineActivity::idle:
                return 1;
            case LineActivity::blocked:
                return 2;
            case LineActivity::running:
                return 3;
        }
        return 0;
    };
    return rank(a) > rank(b);
}

// The shown line of a place in the program; 0 where it is not in this listing.
int shown_line(const trace::Recording& recording, std::string_view file,
               std::span<const int> shown_line_of, SiteId id) {
    const trace::Site site = id < recording.sites.size() ? recording.sites[id] : trace::Site{};
    if (site.line == 0 || site.file >= recording.strings.size() ||
        !same_file(recording.string(site.file), file)) {
        return 0;
    }
    if (shown_line_of.empty()) {
        return static_cast<int>(site.line);
    }
    return site.line < shown_line_of.size() ? shown_line_of[site.line] : 0;
}

// Does that shown line run in that beat?
bool runs_in(const trace::Recording& recording, const Beats& beats, std::string_view file,
             std::span<const int> shown_line_of, int line, std::size_t beat) {
    const auto site = static_cast<SiteId>(recording.events[beats[beat].seq].site);
    return site != 0 && shown_line(recording, file, shown_line_of, site) == line;
}

}  // namespace

std::vector<LineMark> line_marks(const World& world, const trace::Recording& recording,
                                 std::string_view file, std::span<const int> shown_line_of) {
    const auto shown = [&](SiteId id) { return shown_line(recording, file, shown_line_of, id); };

    std::map<int, LineMark> marks;
    for (const Thread& thread : world.threads) {
        const int line = is_at_its_line(world, thread) ? shown(thread.site) : 0;
        if (line == 0) {
            continue;
        }
        LineMark& mark = marks[line];
        if (const LineActivity activity = activity_of(world, thread);
            busier(activity, mark.activity)) {
            mark.activity = activity;
            mark.thread = thread.id;
            mark.task = thread.current_task;
        }
    }
    for (const Task& task : world.tasks) {
        const bool suspended = task.state == TaskState::ready || task.state == TaskState::waiting;
        if (const int line = suspended ? shown(task.await_site) : 0; line != 0) {
            marks[line].suspended.push_back(task.id);
        }
    }

    std::vector<LineMark> result;
    for (auto& [line, mark] : marks) {
        mark.line = line;
        result.push_back(std::move(mark));
    }
    return result;
}

std::size_t next_run_of_line(const trace::Recording& recording, const Beats& beats,
                             std::string_view file, std::span<const int> shown_line_of, int line,
                             std::size_t from) {
    std::optional<std::size_t> first;
    for (std::size_t beat = 1; beat < beats.size(); ++beat) {
        if (!runs_in(recording, beats, file, shown_line_of, line, beat)) {
            continue;
        }
        if (beat > from) {
            return beat;
        }
        first = first.value_or(beat);
    }
    return first.value_or(from);
}

std::size_t last_run_of_line(const trace::Recording& recording, const Beats& beats,
                             std::string_view file, std::span<const int> shown_line_of, int line,
                             std::size_t from) {
    for (std::size_t beat = from; beat > 1;) {
        if (runs_in(recording, beats, file, shown_line_of, line, --beat)) {
            return beat;
        }
    }
    return from;
}

}  // namespace coroscope::viz
