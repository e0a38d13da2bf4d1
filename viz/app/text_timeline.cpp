#include "viz/app/text_timeline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "viz/app/terminal_text.hpp"
#include "viz/model/tracks.hpp"

namespace coroscope::viz {
namespace {

using trace::Recording;

std::string without_trailing_blanks(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

// Seconds with as many decimals as they need, at most three.
std::string seconds(std::int64_t t_ns) {
    const std::int64_t thousandths = t_ns / 1'000'000 + (t_ns % 1'000'000 >= 500'000 ? 1 : 0);
    std::string text = std::to_string(thousandths / 1000);
    std::string decimals = std::to_string(1000 + thousandths % 1000).substr(1);
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return decimals.empty() ? text : text + "." + decimals;
}

// ---- where the beats stand ----

// The column of each beat. Running takes no time and waiting takes no steps, so neither axis alone
// shows both: here every beat has a width, and what is left is shared among the waits.
std::vector<int> columns_of(const Beats& beats, int width) {
    const auto steps = static_cast<double>(beats.last());
    const auto duration = static_cast<double>(beats.duration_ns());
    // Beyond a few columns a beat is not clearer, only further from its neighbours.
    const double share = duration > 0 ? 0.55 : 1;
    const double most = duration > 0 ? 1 : 3;
    const double unit = steps > 0 ? std::min(most, share * width / steps) : 0;
    const double per_ns = duration > 0 ? (width - unit * steps) / duration : 0;
    std::vector<int> columns;
    for (std::size_t beat = 0; beat < beats.size(); ++beat) {
        const double x =
            unit * static_cast<double>(beat) + per_ns * static_cast<double>(beats.t_ns(beat));
        columns.push_back(std::min(width, static_cast<int>(std::lround(x))));
    }
    return columns;
}

// ---- how states look ----

enum class Cell : unsigned char {
    blank,
    ready,
    waiting,
    running,
    blocking,
    done,
    failed,
    cancelled,
    destroyed
};

std::string_view sign(Cell cell) {
    switch (cell) {
        case Cell::blank:
            return " ";
        case Cell::ready:
            return "·";
        case Cell::waiting:
            return "░";
        case Cell::running:
            return "█";
        case Cell::blocking:
            return "▓";
        case Cell::done:
            return "✓";
        case Cell::failed:
            return "!";
        case Cell::cancelled:
            return "✕";
        case Cell::destroyed:
            return "?";
    }
    return " ";
}

Cell cell_of(const Span& span) {
    switch (span.kind) {
        case SpanKind::ready:
            return Cell::ready;
        case SpanKind::waiting:
            return Cell::waiting;
        case SpanKind::running:
            return span.blocking ? Cell::blocking : Cell::running;
        case SpanKind::done:
            return Cell::done;
        case SpanKind::failed:
            return Cell::failed;
        case SpanKind::cancelled:
            return Cell::cancelled;
        case SpanKind::destroyed:
            return Cell::destroyed;
        case SpanKind::plain:
        case SpanKind::exception:
        case SpanKind::loop_run:
        case SpanKind::idle:
        case SpanKind::blocked:
        case SpanKind::iteration:
            return Cell::blank;  // no state of a task
    }
    return Cell::blank;
}

// A row of the picture: a task, or a plain callback of the program's own.
bool is_row(const Track& track) {
    return track.kind == TrackKind::task || track.kind == TrackKind::callback;
}

// A row's life in width + 1 cells. Where several spans share a cell, the rarer state is seen; the
// end has a cell of its own.
std::string life(const Track& track, const std::vector<int>& columns, int width) {
    std::vector<Cell> cells(static_cast<std::size_t>(width) + 1, Cell::blank);
    int next_free = 0;
    for (const Span& span : track.spans) {
        const int begin = columns[span.begin_beat];
        if (is_finished(span.kind)) {
            const int place = std::min(width, std::max(begin, next_free));
            cells[static_cast<std::size_t>(place)] = cell_of(span);
            continue;
        }
        const int end = std::max(begin + 1, columns[span.end_beat]);
        for (int column = begin; column < end && column < width; ++column) {
            Cell& cell = cells[static_cast<std::size_t>(column)];
            cell = std::max(cell, cell_of(span));
        }
        next_free = std::max(next_free, end);
    }
    std::string text;
    for (const Cell cell : cells) {
        text += sign(cell);
    }
    return text;
}

std::string ending(const Recording& recording, const Track& track) {
    if (track.spans.empty()) {
        return "";
    }
    const Span& last = track.spans.back();
    const std::string text{recording.string(last.text)};
    switch (last.kind) {
        case SpanKind::done:
            return text.empty() ? "done" : "done → " + text;
        case SpanKind::failed:
            return "failed " + text;
        case SpanKind::cancelled:
            return text.empty() ? "cancelled" : "cancelled: " + text;
        case SpanKind::destroyed:
            return "pending, destroyed";
        case SpanKind::ready:
            return "pending, ready";
        case SpanKind::waiting:
            return text.empty() ? "pending" : "pending, waits for " + text;
        case SpanKind::running:
            return "running";
        case SpanKind::plain:
        case SpanKind::exception:
        case SpanKind::loop_run:
        case SpanKind::idle:
        case SpanKind::blocked:
        case SpanKind::iteration:
            return "";
    }
    return "";
}

// ---- the parts of the picture ----

// Two lines: the instants in seconds where there is room, and a rule with a tick below each.
std::pair<std::string, std::string> ruler(const Beats& beats, const std::vector<int>& columns,
                                          int width) {
    std::string labels;
    std::vector<std::uint8_t> ticks(static_cast<std::size_t>(width) + 1, 0);
    std::string previous;
    for (std::size_t beat = 0; beat < beats.size(); ++beat) {
        if (beat > 0 && beats.t_ns(beat) == beats.t_ns(beat - 1)) {
            continue;
        }
        const std::string label = seconds(beats.t_ns(beat));
        const auto column = static_cast<std::size_t>(columns[beat]);
        const bool fits = labels.empty() || column > labels.size();
        if (label != previous && fits) {
            labels.append(column - labels.size(), ' ');
            labels += label;
            ticks[column] = 1;
            previous = label;
        }
    }
    std::string rule;
    for (const std::uint8_t tick : ticks) {
        rule += tick != 0 ? "┬" : "─";
    }
    return {labels + " s", rule};
}

// `^C` under each interrupt.
std::string interrupts(const Tracks& tracks, const std::vector<int>& columns) {
    std::string line;
    for (const Mark& mark : tracks.marks) {
        const auto column = static_cast<std::size_t>(columns[mark.beat]);
        if (mark.kind == MarkKind::interrupt && column >= line.size()) {
            line.append(column - line.size(), ' ');
            line += "^C";
        }
    }
    return line;
}

// How many tasks ended in which way, in words.
std::string tally(const Tracks& tracks) {
    std::array<std::size_t, 4> counts{};
    std::size_t pending = 0;
    std::size_t callbacks = 0;
    for (const Track& track : tracks.tracks) {
        if (track.kind == TrackKind::task && !track.spans.empty()) {
            const SpanKind kind = track.spans.back().kind;
            if (is_finished(kind)) {
                ++counts[static_cast<std::size_t>(kind) - static_cast<std::size_t>(SpanKind::done)];
            } else {
                ++pending;
            }
        } else if (track.kind == TrackKind::callback) {
            ++callbacks;
        } else if (track.kind == TrackKind::more) {
            callbacks += track.more;
        }
    }
    std::string text;
    const auto add = [&](std::size_t count, std::string_view word) {
        if (count > 0) {
            text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string{word};
        }
    };
    add(counts[0], "done");
    add(counts[1], "failed");
    add(counts[2], "cancelled");
    add(counts[3], "destroyed while pending");
    add(pending, "pending");
    add(callbacks, callbacks == 1 ? "callback" : "callbacks");
    return text;
}

// What the characters mean, in as many lines as it takes.
std::string legend(int columns) {
    std::string text;
    std::string line;
    for (const auto& [cell, meaning] :
         {std::pair{Cell::ready, "ready"}, std::pair{Cell::running, "running"},
          std::pair{Cell::waiting, "waiting"}, std::pair{Cell::blocking, "blocking the loop"},
          std::pair{Cell::done, "done"}, std::pair{Cell::failed, "failed"},
          std::pair{Cell::cancelled, "cancelled"}}) {
        const std::string entry = std::string{sign(cell)} + " " + meaning;
        if (!line.empty() && width_of(line) + 3 + width_of(entry) > columns) {
            text += line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : "   ") + entry;
    }
    return text + line + "\n";
}

std::string label_of(const Recording& recording, const Track& track) {
    const std::string_view label = recording.string(track.label);
    const bool is_callback = track.kind == TrackKind::callback;
    const std::string_view name = is_callback ? "callback" : recording.string(track.name);
    return label.empty() ? std::string{name} : std::string{label} + "  " + std::string{name};
}

// A row for each task and callback, under its loop where that is not the main thread's only one.
std::string rows(const Recording& recording, const Tracks& tracks, const std::vector<int>& places,
                 int label_width, int width, int ending_width) {
    const auto is_loop = [](const Track& track) { return track.kind == TrackKind::loop; };
    const bool names_loops = std::ranges::count_if(tracks.tracks, is_loop) > 1 ||
                             std::ranges::any_of(tracks.tracks, [&](const Track& track) {
                                 return is_loop(track) && track.thread > 1;  // 1 is the main thread
                             });
    std::string text;
    for (const Track& track : tracks.tracks) {
        if (is_loop(track) && names_loops) {
            const bool known = track.thread < recording.thread_names.size();
            text +=
                fitted(known ? recording.thread_name(track.thread) : "", label_width + width / 2);
            text.erase(text.find_last_not_of(' ') + 1);
            text += ", loop-" + std::to_string(track.loop) + "\n";
        } else if (is_row(track)) {
            text += without_trailing_blanks(fitted(label_of(recording, track), label_width - 2) +
                                            "  " + life(track, places, width) + " " +
                                            fitted(ending(recording, track), ending_width));
        } else if (track.kind == TrackKind::more) {
            text += "and " + std::to_string(track.more) + " more callback" +
                    (track.more == 1 ? "\n" : "s\n");
        }
    }
    return std::ranges::any_of(tracks.tracks, is_row) ? text : text + "(no tasks)\n";
}

// The width of the widest of these texts, or less.
int widest(const Recording& recording, const Tracks& tracks, int most,
           std::string (*text)(const Recording&, const Track&)) {
    int width = 0;
    for (const Track& track : tracks.tracks) {
        if (is_row(track)) {
            width = std::max(width, width_of(text(recording, track)));
        }
    }
    return std::min(width, most);
}

}  // namespace

std::string text_timeline(const Recording& recording, int columns) {
    const Beats beats{recording};
    const Tracks tracks = build_tracks(recording, beats);
    columns = std::max(columns, 60);
    const int label_width =
        std::max(3, widest(recording, tracks, columns * 26 / 100, label_of)) + 2;
    const int ending_width = widest(recording, tracks, columns * 28 / 100, ending);
    const int width = columns - label_width - ending_width - 2;  // the end has a cell, and a blank
    const std::vector<int> places = columns_of(beats, width);
    const std::string indent(static_cast<std::size_t>(label_width), ' ');

    const auto [labels, rule] = ruler(beats, places, width);
    std::string picture = without_trailing_blanks(indent + labels);
    picture += indent + rule + "\n";
    picture += rows(recording, tracks, places, label_width, width, ending_width);
    if (const std::string line = interrupts(tracks, places); !line.empty()) {
        picture += fitted("you", label_width) + line + "\n";
    }
    picture += "\n" + legend(columns);
    const std::string total =
        seconds(beats.duration_ns()) + " s in " + std::to_string(beats.last()) + " beats";
    const std::string ends = tally(tracks);
    const bool apart = width_of(total) + 2 + width_of(ends) > columns;
    picture += total + (ends.empty() ? "" : apart ? ":\n" : ": ") + ends + "\n";
    return picture;
}

}  // namespace coroscope::viz
