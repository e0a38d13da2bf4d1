#include "viz/model/beats.hpp"

#include <algorithm>
#include <string_view>

namespace coroscope::viz {

using trace::Kind;

bool closes_beat(const trace::Event& event) {
    switch (static_cast<Kind>(event.kind)) {
        case Kind::thread_start:
        case Kind::thread_end:
        case Kind::block_begin:
        case Kind::block_end:
        case Kind::loop_new:
        case Kind::loop_run_begin:
        case Kind::loop_run_end:
        case Kind::loop_stop:
        case Kind::loop_close:
        case Kind::select_begin:
        case Kind::select_end:
        case Kind::handle_end:
        case Kind::never_awaited:
        case Kind::task_new:
        case Kind::step_begin:
        case Kind::step_end:
        case Kind::cancel_asked:
        case Kind::destroyed_pending:
        case Kind::callback_run:
        case Kind::exception_unretrieved:
        case Kind::print:
        case Kind::interrupt:
        case Kind::intervention:
            return true;
        case Kind::call_soon:
        case Kind::call_threadsafe:
        case Kind::handle_begin:
            return event.site != 0;  // the program's own, not the library's
        case Kind::recording:
        case Kind::iteration_begin:
        case Kind::timer_set:
        case Kind::timer_due:
        case Kind::timer_cancel:
        case Kind::handle_cancel:
        case Kind::coro_new:
        case Kind::coro_enter:
        case Kind::coro_exit:
        case Kind::task_renamed:
        case Kind::waits:
        case Kind::woken:
        case Kind::uncancel:
        case Kind::task_done:
        case Kind::task_failed:
        case Kind::task_cancelled:
        case Kind::future_new:
        case Kind::future_done:
        case Kind::callback_add:
        case Kind::callback_remove:
        case Kind::io_wait:
        case Kind::io_ready:
        case Kind::line:
            return false;
    }
    return false;
}

Beats::Beats(const trace::Recording& recording) {
    const auto& events = recording.events;
    const auto add = [&](std::size_t seq) {
        const trace::Event& event = events[seq];
        // Time never runs back, also in a recording that says so.
        beats_.push_back({seq, std::max(beats_.back().t_ns, event.t_ns),
                          static_cast<trace::ThreadId>(event.thread),
                          static_cast<trace::LoopId>(event.loop),
                          static_cast<trace::TaskId>(event.task), static_cast<Kind>(event.kind)});
    };
    if (!events.empty() && events[0].text < recording.strings.size()) {
        steady_clock_ = recording.text(events[0]).find("clock=steady") != std::string_view::npos;
    }
    for (std::size_t seq = 1; seq < events.size(); ++seq) {
        if (events[seq].kind == Kind::iteration_begin) {
            iteration_ends_.push_back({last(), static_cast<trace::LoopId>(events[seq].loop)});
        } else if (closes_beat(events[seq])) {
            add(seq);
        }
    }
    // What happens after the last closing event would otherwise never be shown.
    if (events.size() > 1 && beats_.back().seq + 1 < events.size()) {
        add(events.size() - 1);
    }
}

std::size_t Beats::beat_of_seq(std::size_t seq) const {
    const auto found = std::partition_point(beats_.begin(), beats_.end(),
                                            [&](const Beat& beat) { return beat.seq < seq; });
    return found == beats_.end() ? last() : static_cast<std::size_t>(found - beats_.begin());
}

std::size_t Beats::beat_at_time(std::int64_t t_ns) const {
    const auto found = std::partition_point(beats_.begin(), beats_.end(),
                                            [&](const Beat& beat) { return beat.t_ns <= t_ns; });
    return found == beats_.begin() ? 0 : static_cast<std::size_t>(found - beats_.begin()) - 1;
}

std::size_t Beats::step_from(std::size_t beat, StepKind kind, int direction) const {
    beat = std::min(beat, last());
    if (kind == StepKind::iteration || (kind == StepKind::instant && steady_clock_)) {
        return step_iteration(beat, direction);
    }
    if (direction > 0) {
        while (beat < last()) {
            if (ends(++beat, kind)) {
                break;
            }
        }
        return beat;
    }
    while (direction < 0 && beat > 0) {
        if (ends(--beat, kind)) {
            break;
        }
    }
    return beat;
}

std::size_t Beats::step_iteration(std::size_t beat, int direction) const {
    const trace::LoopId loop = beats_[beat].loop;  // in plain code: any loop
    const auto wanted = [&](const IterationEnd& end) { return loop == 0 || end.loop == loop; };
    const auto begin = iteration_ends_.begin();
    const auto end = iteration_ends_.end();
    if (direction > 0) {
        const auto after = std::partition_point(
            begin, end, [&](const IterationEnd& each) { return each.beat <= beat; });
        const auto found = std::find_if(after, end, wanted);
        return found == end ? last() : found->beat;
    }
    if (direction < 0) {
        const auto before = std::make_reverse_iterator(std::partition_point(
            begin, end, [&](const IterationEnd& each) { return each.beat < beat; }));
        const auto found = std::find_if(before, iteration_ends_.rend(), wanted);
        return found == iteration_ends_.rend() ? 0 : found->beat;
    }
    return beat;
}

bool Beats::ends(std::size_t beat, StepKind kind) const {
    switch (kind) {
        case StepKind::beat:
            return true;
        case StepKind::task_step:
            return beats_[beat].kind == Kind::step_end;
        case StepKind::iteration:
            return false;  // known by step_iteration
        case StepKind::instant:
            return beat == last() || beats_[beat + 1].t_ns != beats_[beat].t_ns;
    }
    return true;
}

}  // namespace coroscope::viz
