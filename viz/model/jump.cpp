#include "viz/model/jump.hpp"

#include <algorithm>

namespace coroscope::viz {

using trace::Kind;

namespace {

bool changes_state(const trace::Event& event, trace::TaskId task) {
    switch (static_cast<Kind>(event.kind)) {
        case Kind::task_new:
        case Kind::step_begin:
        case Kind::step_end:
        case Kind::woken:
        case Kind::destroyed_pending:
            return event.task != 0 && (task == 0 || event.task == task);
        default:
            return false;
    }
}

bool is_of_kind(const trace::Event& event, JumpKind kind, trace::TaskId task) {
    switch (kind) {
        case JumpKind::print:
            return event.kind == Kind::print;
        case JumpKind::cancel:
            return event.kind == Kind::cancel_asked || event.kind == Kind::interrupt;
        case JumpKind::change:
            return changes_state(event, task);
        case JumpKind::bookmark:
            break;
    }
    return false;
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

std::size_t jump_from(const trace::Recording& recording, const Beats& beats, std::size_t beat,
                      JumpKind kind, int direction, trace::TaskId task,
                      const std::vector<std::size_t>& bookmarks) {
    if (kind == JumpKind::bookmark) {
        return to_bookmark(bookmarks, beat, direction);
    }
    const std::vector<trace::Event>& events = recording.events;
    if (direction > 0) {
        for (std::size_t seq = beats[beat].seq + 1; seq < events.size(); ++seq) {
            if (is_of_kind(events[seq], kind, task) && beats.beat_of_seq(seq) > beat) {
                return beats.beat_of_seq(seq);
            }
        }
        return beat;
    }
    for (std::size_t seq = beats[beat].seq; seq-- > 0;) {
        if (is_of_kind(events[seq], kind, task) && beats.beat_of_seq(seq) < beat) {
            return beats.beat_of_seq(seq);
        }
    }
    return beat;
}

}  // namespace coroscope::viz
