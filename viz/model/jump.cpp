#include "viz/model/jump.hpp"

#include <algorithm>
#include <ranges>

namespace coroscope::viz {

using trace::Kind;

namespace {

bool changes_state(const trace::Event& event) {
    switch (static_cast<Kind>(event.kind)) {
        case Kind::task_new:
        case Kind::step_begin:
        case Kind::step_end:
        case Kind::woken:
        case Kind::destroyed_pending:
            return event.task != 0;
        default:
            return false;
    }
}

/// From a list of rising beats, the next that is wanted; `beat` where there is none.
template <class BeatOf, class IsWanted>
std::size_t in_list(std::size_t size, std::size_t beat, int direction, const BeatOf& beat_of,
                    const IsWanted& is_wanted) {
    const auto indices = std::views::iota(std::size_t{0}, size);
    if (direction > 0) {
        const auto from = std::ranges::partition_point(
            indices, [&](std::size_t index) { return beat_of(index) <= beat; });
        const auto found = std::ranges::find_if(from, indices.end(), is_wanted);
        return found == indices.end() ? beat : beat_of(*found);
    }
    const auto from = std::ranges::partition_point(
        indices, [&](std::size_t index) { return beat_of(index) < beat; });
    for (std::size_t index = from == indices.end() ? size : *from; index-- > 0;) {
        if (is_wanted(index)) {
            return beat_of(index);
        }
    }
    return beat;
}

std::size_t to_print(const Tracks& tracks, std::size_t beat, int direction, trace::TaskId task) {
    const auto is_print = [&](std::size_t mark) {
        return tracks.marks[mark].kind == MarkKind::print;
    };
    if (const std::size_t track = tracks.of_task(task); task != 0 && track != Tracks::none) {
        const std::vector<std::uint32_t>& own = tracks.tracks[track].marks;
        return in_list(
            own.size(), beat, direction,
            [&](std::size_t index) { return std::size_t{tracks.marks[own[index]].beat}; },
            [&](std::size_t index) { return is_print(own[index]); });
    }
    return in_list(
        tracks.marks.size(), beat, direction,
        [&](std::size_t index) { return std::size_t{tracks.marks[index].beat}; }, is_print);
}

std::size_t to_cancel(const Tracks& tracks, std::size_t beat, int direction) {
    const auto mark = [&](std::size_t index) -> const Mark& {
        return tracks.marks[tracks.rare_marks[index]];
    };
    return in_list(
        tracks.rare_marks.size(), beat, direction,
        [&](std::size_t index) { return std::size_t{mark(index).beat}; },
        [&](std::size_t index) {
            return mark(index).kind == MarkKind::cancel || mark(index).kind == MarkKind::interrupt;
        });
}

std::size_t to_change(const trace::Recording& recording, const Beats& beats, const Tracks& tracks,
                      std::size_t beat, int direction, trace::TaskId task) {
    if (const std::size_t track = tracks.of_task(task); task != 0 && track != Tracks::none) {
        const SpanList& spans = tracks.tracks[track].spans;
        return in_list(
            spans.size(), beat, direction,
            [&](std::size_t index) { return spans.begin_beat(index); },
            [](std::size_t) { return true; });
    }
    const std::vector<trace::Event>& events = recording.events;
    if (direction > 0) {
        for (std::size_t seq = beats.seq(beat) + 1; seq < events.size(); ++seq) {
            if (changes_state(events[seq]) && beats.beat_of_seq(seq) > beat) {
                return beats.beat_of_seq(seq);
            }
        }
        return beat;
    }
    for (std::size_t seq = beats.seq(beat); seq-- > 0;) {
        if (changes_state(events[seq]) && beats.beat_of_seq(seq) < beat) {
            return beats.beat_of_seq(seq);
        }
    }
    return beat;
}

std::size_t to_bookmark(const std::vector<std::size_t>& marks, std::size_t beat, int direction) {
    if (direction > 0) {
        const auto next = std::upper_bound(marks.begin(), marks.end(), beat);
        return next == marks.end() ? beat : *next;
    }
    const auto here = std::lower_bound(marks.begin(), marks.end(), beat);
    return here == marks.begin() ? beat : *(here - 1);
}

}  // namespace

std::size_t jump_from(const trace::Recording& recording, const Beats& beats, const Tracks& tracks,
                      std::size_t beat, JumpKind kind, int direction, trace::TaskId task,
                      const std::vector<std::size_t>& bookmarks) {
    switch (kind) {
        case JumpKind::print:
            return to_print(tracks, beat, direction, task);
        case JumpKind::cancel:
            return to_cancel(tracks, beat, direction);
        case JumpKind::change:
            return to_change(recording, beats, tracks, beat, direction, task);
        case JumpKind::bookmark:
            return to_bookmark(bookmarks, beat, direction);
    }
    return beat;
}

}  // namespace coroscope::viz
