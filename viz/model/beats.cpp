#include "viz/model/beats.hpp"

#include <algorithm>
#include <string_view>

namespace coroscope::viz {

using trace::Kind;

Beats::Beats(const trace::Recording& recording) : Beats{growing(recording)} {
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        add(recording.events[seq], seq);
    }
    finish();
}

Beats Beats::growing(const trace::Recording& recording) {
    Beats beats;
    beats.recording_ = &recording;
    return beats;
}

void Beats::begin() {
    const trace::Event& event = recording_->events[0];
    steady_clock_ = event.text < recording_->strings.size() &&
                    recording_->text(event).find("clock=steady") != std::string_view::npos;
}

void Beats::tell_times() {
    for (std::size_t beat = 0; beat < size(); ++beat) {
        times_.push_back(beat == 0 ? 0 : recording_->events[seqs_[beat]].t_ns);
    }
}

void Beats::finish() {
    const std::size_t events = recording_ != nullptr ? recording_->events.size() : 0;
    // What happens after the last closing event would otherwise never be shown.
    if (events > 1 && seqs_.back() + 1 < events) {
        close_with(recording_->events.back(), events - 1);
    }
}

Beat Beats::operator[](std::size_t index) const {
    if (index == 0) {
        return {};
    }
    const trace::Event& event = recording_->events[seqs_[index]];
    return {seqs_[index],
            t_ns(index),
            static_cast<trace::ThreadId>(event.thread),
            static_cast<trace::LoopId>(event.loop),
            static_cast<trace::TaskId>(event.task),
            static_cast<Kind>(event.kind)};
}

std::size_t Beats::beat_of_seq(std::size_t seq) const {
    const auto found = std::lower_bound(seqs_.begin(), seqs_.end(), seq);
    return found == seqs_.end() ? last() : static_cast<std::size_t>(found - seqs_.begin());
}

template <class IsBefore>
std::size_t Beats::partition(const IsBefore& is_before) const {
    std::size_t low = 0;
    std::size_t high = size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (is_before(middle)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

std::size_t Beats::beat_at_time(std::int64_t t) const {
    const std::size_t after = partition([&](std::size_t beat) { return t_ns(beat) <= t; });
    return after == 0 ? 0 : after - 1;
}

std::size_t Beats::first_from_time(double t) const {
    return partition([&](std::size_t beat) { return static_cast<double>(t_ns(beat)) < t; });
}

std::size_t Beats::bytes() const {
    return bytes_of(seqs_) + times_.capacity() * sizeof(times_[0]) + bytes_of(iteration_ends_);
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
    const trace::LoopId loop = (*this)[beat].loop;  // in plain code: any loop
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
            return (*this)[beat].kind == Kind::step_end;
        case StepKind::iteration:
            return false;  // known by step_iteration
        case StepKind::instant:
            return beat == last() || t_ns(beat + 1) != t_ns(beat);
    }
    return true;
}

}  // namespace coroscope::viz
