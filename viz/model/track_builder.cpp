#include "viz/model/track_builder.hpp"

#include "viz/model/fold.hpp"

namespace coroscope::viz {

using trace::Event;

namespace {

constexpr std::size_t none = Tracks::none;

std::size_t& slot(std::vector<std::size_t>& by_id, std::uint32_t id) {
    if (id >= by_id.size()) {
        by_id.resize(id + 1, none);
    }
    return by_id[id];
}

SpanKind span_kind(TaskState state) {
    switch (state) {
        case TaskState::ready:
            return SpanKind::ready;
        case TaskState::running:
            return SpanKind::running;
        case TaskState::waiting:
            return SpanKind::waiting;
        case TaskState::done:
            return SpanKind::done;
        case TaskState::failed:
            return SpanKind::failed;
        case TaskState::cancelled:
            return SpanKind::cancelled;
        case TaskState::destroyed:
            return SpanKind::destroyed;
    }
    return SpanKind::ready;
}

bool looks_the_same(const Span& a, const Span& b) {
    return a.kind == b.kind && a.blocking == b.blocking && a.text == b.text && a.party == b.party &&
           a.deadline == b.deadline && a.number == b.number;
}

}  // namespace

TrackBuilder::TrackBuilder(const trace::Recording& recording, const Beats& beats)
    : recording_{recording}, beats_{beats} {}

Tracks TrackBuilder::build() {
    std::size_t seq = 0;
    for (beat_ = 0; beat_ < beats_.size(); ++beat_) {
        for (; seq <= beats_[beat_].seq && seq < recording_.events.size(); ++seq) {
            touch(recording_.events[seq]);
            apply(world_, recording_, seq);
            touch(recording_.events[seq]);
            note(recording_.events[seq]);
            note_callback(recording_.events[seq]);
        }
        show_touched();
    }
    beat_ = beats_.last();
    close_all();
    return in_order();
}

std::size_t TrackBuilder::thread_track(trace::ThreadId id) {
    if (id == 0 || id >= recording_.thread_names.size()) {
        return none;
    }
    std::size_t& track = slot(thread_tracks_, id);
    if (track == none) {
        track = result_.tracks.size();
        result_.tracks.push_back({TrackKind::thread, 0, id, 0, 0, 0, 0, 0, {}});
        const trace::StringId name = recording_.thread_names[id];
        result_.tracks.back().label = name < recording_.strings.size() ? name : 0;
    }
    return track;
}

std::size_t TrackBuilder::loop_track(trace::LoopId id) {
    if (id == 0) {
        return none;
    }
    std::size_t& track = slot(loop_tracks_, id);
    if (track == none) {
        track = result_.tracks.size();
        result_.tracks.push_back({TrackKind::loop, 1, 0, id, 0, 0, 0, 0, {}});
    }
    return track;
}

std::size_t TrackBuilder::task_track(trace::TaskId id) {
    if (id == 0 || id >= world_.tasks.size() || world_.tasks[id].id == 0) {
        return none;
    }
    std::size_t& track = slot(result_.task_tracks, id);
    if (track == none) {
        track = result_.tracks.size();
        const Task& task = world_.tasks[id];
        result_.tracks.push_back(
            {TrackKind::task, 2, 0, task.loop, id, task.label, task.name, 0, {}});
    }
    return track;
}

void TrackBuilder::note_callback(const Event& event) {
    constexpr std::size_t most = 64;
    const auto kind = static_cast<trace::Kind>(event.kind);
    const bool known = event.text < recording_.strings.size();
    if (kind == trace::Kind::handle_end && event.text != 0 && known) {
        raised_[event.other.number()] = static_cast<trace::StringId>(event.text);
    }
    const bool queued = kind == trace::Kind::call_soon || kind == trace::Kind::call_threadsafe;
    if (!queued || event.site == 0 || event.loop == 0 || callback_tracks_.size() >= most) {
        return;
    }
    callback_tracks_.push_back(result_.tracks.size());
    Track track{TrackKind::callback, 2, 0, static_cast<trace::LoopId>(event.loop), 0, 0, 0, 0, {}};
    track.label = known ? static_cast<trace::StringId>(event.text) : 0;
    track.handle = event.other.number();
    result_.tracks.push_back(track);
}

std::optional<Span> TrackBuilder::callback_span(const Track& track) const {
    Span span;
    const Loop& loop = world_.loops[track.loop < world_.loops.size() ? track.loop : 0];
    if (loop.current == trace::Party::handle(track.handle)) {
        span.kind = SpanKind::running;
        const Thread& thread = world_.threads[loop.thread];
        span.blocking = loop.thread != 0 && thread.blocked_in != 0;
        span.text = span.blocking ? thread.blocked_in : 0;
        span.deadline = span.blocking ? thread.blocked_until : no_time;
        return span;
    }
    if (loop.handles.find(track.handle) != nullptr) {
        span.kind = SpanKind::ready;
        return span;
    }
    // Out of the queue: it has run, or was cancelled or dropped before it could.
    const bool ran = !track.spans.empty() && track.spans.back().kind == SpanKind::running;
    const auto raised = raised_.find(track.handle);
    span.kind = !ran                      ? SpanKind::cancelled
                : raised == raised_.end() ? SpanKind::done
                                          : SpanKind::failed;
    span.text = raised == raised_.end() ? 0 : raised->second;
    return span;
}

std::size_t TrackBuilder::person_track() {
    if (person_track_ == none) {
        person_track_ = result_.tracks.size();
        result_.tracks.push_back({TrackKind::person, 0, 0, 0, 0, 0, 0, 0, {}});
    }
    return person_track_;
}

void TrackBuilder::touch(const Event& event) {
    if (event.loop != 0) {
        touched_loops_.push_back(static_cast<trace::LoopId>(event.loop));
    }
    if (event.task != 0) {
        touched_tasks_.push_back(static_cast<trace::TaskId>(event.task));
    }
    if (event.thread == 0 || event.thread >= world_.threads.size()) {
        return;
    }
    const Thread& thread = world_.threads[event.thread];
    touched_threads_.push_back(thread.id);
    if (thread.running_loop != 0) {
        touched_loops_.push_back(thread.running_loop);
    }
    if (thread.current_task != 0) {
        touched_tasks_.push_back(thread.current_task);
    }
}

void TrackBuilder::show_touched() {
    for (const trace::ThreadId id : touched_threads_) {
        show(thread_track(id), thread_span(id));
    }
    for (const trace::LoopId id : touched_loops_) {
        const std::size_t track = loop_track(id);
        const bool known = id < world_.loops.size();
        // Its thread is the first that runs it; until then, and if nobody ever does, the first
        // that has to do with it.
        trace::ThreadId& home = result_.tracks[track].thread;
        if (const auto runner = known ? world_.loops[id].thread : 0;
            runner != 0 && result_.tracks[track].spans.empty()) {
            home = runner;
        } else if (home == 0) {
            home = beats_[beat_].thread;
        }
        show(track, loop_span(id));
    }
    for (const trace::TaskId id : touched_tasks_) {
        if (const std::size_t track = task_track(id); track != none) {
            trace::ThreadId& home = result_.tracks[track].thread;
            home = home == 0 ? beats_[beat_].thread : home;
            show(track, task_span(id));
        }
    }
    for (const std::size_t track : callback_tracks_) {
        if (result_.tracks[track].spans.empty() ||
            !is_finished(result_.tracks[track].spans.back().kind)) {
            show(track, callback_span(result_.tracks[track]));
        }
    }
    touched_threads_.clear();
    touched_loops_.clear();
    touched_tasks_.clear();
}

std::optional<Span> TrackBuilder::thread_span(trace::ThreadId id) const {
    const Thread& thread = world_.threads[id];
    if (!thread.started || thread.ended) {
        return std::nullopt;
    }
    Span span;
    if (thread.blocked_in != 0) {
        span.kind = SpanKind::blocked;
        span.text = thread.blocked_in;
        span.party = thread.blocked_on;
        span.deadline = thread.blocked_until;
    } else if (thread.running_loop != 0) {
        const Loop& loop = world_.loops[thread.running_loop];
        const bool idle = loop.activity == LoopActivity::selecting;
        span.kind = idle ? SpanKind::idle : SpanKind::loop_run;
        span.text = idle ? 0 : loop.run_call;
        span.party = idle ? trace::Party{} : loop.until;
        span.deadline = loop.select_until;
    } else if (thread.exception != 0) {
        span.kind = SpanKind::exception;
        span.text = thread.exception;
    }
    return span;
}

std::optional<Span> TrackBuilder::loop_span(trace::LoopId id) const {
    if (id >= world_.loops.size()) {
        return std::nullopt;
    }
    const Loop& loop = world_.loops[id];
    const bool runs =
        loop.activity == LoopActivity::in_batch || loop.activity == LoopActivity::selecting;
    if (!runs || loop.iteration == loop.iterations_before) {
        return std::nullopt;
    }
    Span span;
    span.kind = SpanKind::iteration;
    span.number = loop.iteration;
    return span;
}

std::optional<Span> TrackBuilder::task_span(trace::TaskId id) const {
    const Task& task = world_.tasks[id];
    Span span;
    span.kind = span_kind(task.state);
    if (task.state == TaskState::waiting) {
        span.text = task.waits_for;
        span.party = task.awaits;
        span.deadline = task.deadline;
    } else if (task.state == TaskState::running) {
        const LoopId loop = task.loop < world_.loops.size() ? task.loop : 0;
        const ThreadId thread = world_.loops[loop].thread;
        const bool runs = thread != 0 && world_.threads[thread].current_task == id;
        span.blocking = runs && world_.threads[thread].blocked_in != 0;
        span.text = span.blocking ? world_.threads[thread].blocked_in : 0;
        span.deadline = span.blocking ? world_.threads[thread].blocked_until : no_time;
    } else if (is_finished(task.state)) {
        span.text = task.outcome;
    }
    return span;
}

void TrackBuilder::show(std::size_t track, std::optional<Span> span) {
    if (track == none) {
        return;
    }
    open_.resize(std::max(open_.size(), result_.tracks.size()), 0);
    std::vector<Span>& spans = result_.tracks[track].spans;
    if (open_[track] != 0) {
        if (span && looks_the_same(spans.back(), *span)) {
            return;
        }
        spans.back().end_beat = beat_;
        spans.back().end_ns = beats_[beat_].t_ns;
    }
    open_[track] = span ? 1 : 0;
    if (span) {
        span->begin_beat = beat_;
        span->begin_ns = beats_[beat_].t_ns;
        spans.push_back(*span);
    }
}

void TrackBuilder::close_all() {
    for (std::size_t track = 0; track < open_.size(); ++track) {
        if (open_[track] != 0) {
            result_.tracks[track].spans.back().end_beat = beat_;
            result_.tracks[track].spans.back().end_ns = beats_[beat_].t_ns;
        }
    }
}

}  // namespace coroscope::viz
