#include "viz/model/track_builder.hpp"

#include <algorithm>

#include "viz/model/names.hpp"

namespace coroscope::viz {

using trace::Event;

namespace {

constexpr std::size_t none = Tracks::none;

// So many of the program's own callbacks have rows; how many more there are is counted.
constexpr std::size_t most_callbacks = 64;

std::size_t& slot(std::vector<std::size_t>& by_id, std::uint32_t id) {
    if (id >= by_id.size()) {
        by_id.resize(id + 1, none);
    }
    return by_id[id];
}

/// Both list the states in the same order.
SpanKind span_kind(TaskState state) {
    constexpr auto first = static_cast<std::size_t>(SpanKind::ready);
    static_assert(static_cast<std::size_t>(TaskState::ready) == 0);
    static_assert(static_cast<std::size_t>(TaskState::waiting) + first ==
                  static_cast<std::size_t>(SpanKind::waiting));
    static_assert(static_cast<std::size_t>(TaskState::destroyed) + first ==
                  static_cast<std::size_t>(SpanKind::destroyed));
    return static_cast<SpanKind>(first + static_cast<std::size_t>(state));
}

/// How many states a track's sums count.
std::size_t states_of(TrackKind kind) {
    switch (kind) {
        case TrackKind::thread:
            return 5;
        case TrackKind::task:
        case TrackKind::callback:
            return 4;
        case TrackKind::loop:
        case TrackKind::more:
        case TrackKind::person:
            return 1;
    }
    return most_states;
}

std::uint32_t at(const std::vector<std::uint32_t>& by_id, std::uint32_t id) {
    return id < by_id.size() ? by_id[id] : 0;
}

}  // namespace

TrackBuilder::TrackBuilder(const trace::Recording& recording, const Beats& beats,
                           const World& world)
    : recording_{recording}, beats_{beats}, world_{world} {
    result_.store = std::make_shared<SpanStore>();
}

void TrackBuilder::touch_place(const Event& event, std::uint32_t place, Reach reach) {
    const bool all = reach == Reach::all;
    const bool known_loop = event.loop == 0 || has_track(loop_tracks_, event.loop);
    if (all || !known_loop) {
        touched_loops_.add(static_cast<trace::LoopId>(event.loop));
    }
    const bool known_thread = event.thread == 0 || has_track(thread_tracks_, event.thread);
    if ((all || !known_thread) && event.thread < world_.threads.size()) {
        touched_threads_.add(static_cast<trace::ThreadId>(event.thread));
    }
    place_ = known_loop && known_thread ? place : 0;
}

inline SpanStart TrackBuilder::task_span(trace::TaskId id) const {
    const Task& task = world_.tasks[id];
    SpanStart span;
    span.kind = span_kind(task.state);
    if (task.state == TaskState::waiting) {
        span.source = id < task_notes_.size() ? task_notes_[id].waits : 0;
    } else if (task.state == TaskState::running) {
        const LoopId loop = task.loop < world_.loops.size() ? task.loop : 0;
        const ThreadId thread = world_.loops[loop].thread;
        const bool runs = thread != 0 && world_.threads[thread].current_task == id;
        span.blocking = runs && world_.threads[thread].blocked_in != 0;
        span.source = span.blocking ? at(blocked_seq_, thread) : 0;
    } else if (is_finished(task.state)) {
        span.source = id < task_notes_.size() ? task_notes_[id].outcome : 0;
    }
    return span;
}

inline SpanWriter* TrackBuilder::spans_of_task(trace::TaskId id) {
    if (id < task_spans_.size() && task_spans_[id] != nullptr) {
        return task_spans_[id];
    }
    const std::size_t track = task_track(id);
    if (track == none) {
        task_ = 0;
        return nullptr;
    }
    return spans_[track].get();
}

void TrackBuilder::end_beat(std::int64_t ns) {
    for (const trace::TaskId id : touched_tasks_) {
        if (SpanWriter* spans = spans_of_task(id)) {
            spans->show(task_span(id), beat_, ns);
        }
    }
    touched_tasks_.clear();
    if (!touched_threads_.empty() || !touched_loops_.empty() || !live_callbacks_.empty()) {
        end_beat_of_others(ns);
    }
    ++beat_;
}

void TrackBuilder::end_beat_of_others(std::int64_t ns) {
    for (const trace::ThreadId id : touched_threads_) {
        show(thread_track(id), thread_span(id), ns);
    }
    for (const trace::LoopId id : touched_loops_) {
        show_loop(id, ns);
    }
    show_callbacks(ns);
    touched_threads_.clear();
    touched_loops_.clear();
}

Tracks TrackBuilder::finish(bool with_person) {
    if (with_person) {
        person_track();
    }
    for (std::size_t track = 0; track < spans_.size(); ++track) {
        Track& made = result_.tracks[track];
        made.spans = spans_[track]->finish();
        if (made.kind == TrackKind::task) {
            made.thread = home_of(made.spans);
        }
    }
    return in_order();
}

std::size_t TrackBuilder::add_track(TrackKind kind, int depth) {
    result_.tracks.push_back({kind, depth, 0, 0, 0, 0, 0, 0, 0,
                              SpanList{recording_, beats_, *result_.store, states_of(kind)}});
    spans_.push_back(
        std::make_unique<SpanWriter>(recording_, beats_, *result_.store, states_of(kind)));
    return result_.tracks.size() - 1;
}

std::size_t TrackBuilder::thread_track(trace::ThreadId id) {
    if (id == 0 || id >= recording_.thread_names.size()) {
        return none;
    }
    std::size_t& track = slot(thread_tracks_, id);
    if (track == none) {
        track = add_track(TrackKind::thread, 0);
        const trace::StringId name = recording_.thread_names[id];
        result_.tracks[track].thread = id;
        result_.tracks[track].label = name < recording_.strings.size() ? name : 0;
    }
    return track;
}

std::size_t TrackBuilder::loop_track(trace::LoopId id) {
    if (id == 0) {
        return none;
    }
    std::size_t& track = slot(loop_tracks_, id);
    if (track == none) {
        track = add_track(TrackKind::loop, 1);
        result_.tracks[track].loop = id;
    }
    return track;
}

std::size_t TrackBuilder::task_track(trace::TaskId id) {
    if (has_track(result_.task_tracks, id)) {
        return result_.task_tracks[id];
    }
    if (id == 0 || id >= world_.tasks.size() || world_.tasks[id].id == 0) {
        return none;
    }
    const std::size_t track = add_track(TrackKind::task, 2);
    slot(result_.task_tracks, id) = track;
    if (id >= task_spans_.size()) {
        task_spans_.resize(id + 1, nullptr);
    }
    task_spans_[id] = spans_[track].get();
    const Task& task = world_.tasks[id];
    Track& made = result_.tracks[track];
    made.loop = task.loop;
    made.task = id;
    made.label = task.label;
    made.name = task.name;
    return track;
}

// The row of that handle, as long as it has not ended; or `none`.
std::size_t TrackBuilder::live_callback(std::uint32_t handle) const {
    const auto found = std::ranges::find_if(
        live_callbacks_, [&](std::size_t track) { return result_.tracks[track].handle == handle; });
    return found == live_callbacks_.end() ? none : *found;
}

std::size_t TrackBuilder::add_callback(const Event& event) {
    const std::size_t made = add_track(TrackKind::callback, 2);
    callback_tracks_.push_back(made);
    live_callbacks_.push_back(made);
    Track& track = result_.tracks[made];
    track.loop = static_cast<trace::LoopId>(event.loop);
    track.label =
        event.text < recording_.strings.size() ? static_cast<trace::StringId>(event.text) : 0;
    track.handle = event.other.number();
    return made;
}

// One more that has no row.
void TrackBuilder::leave_out(const Event& event) {
    const auto loop = static_cast<trace::LoopId>(event.loop);
    std::size_t& track = slot(more_tracks_, loop);
    if (track == none) {
        track = add_track(TrackKind::more, 2);
        result_.tracks[track].loop = loop;
    }
    ++result_.tracks[track].more;
    left_out_.insert(event.other.number());
}

void TrackBuilder::note_callback(const Event& event) {
    if (event.site == 0 || event.loop == 0) {
        return;
    }
    if (event.kind == trace::Kind::timer_set && event.text < recording_.strings.size() &&
        is_timer_of_asyncio(recording_.text(event))) {
        return;
    }
    if (callback_tracks_.size() >= most_callbacks) {
        return leave_out(event);
    }
    const std::size_t made = add_callback(event);
    result_.tracks[made].timer = event.kind == trace::Kind::timer_set ? seq_ : 0;
}

// What hangs on a future is queued by asyncio: only when it is called does the recording say that
// it is the program's own. What no queue holds is a descriptor's, which is called again and again.
void TrackBuilder::note_call(const Event& event) {
    const std::uint32_t handle = event.other.number();
    if (event.site == 0 || event.loop >= world_.loops.size() || live_callback(handle) != none ||
        left_out_.contains(handle) || world_.loops[event.loop].handles.find(handle) == nullptr) {
        return;
    }
    if (callback_tracks_.size() < most_callbacks) {
        add_callback(event);
    } else {
        leave_out(event);
    }
}

void TrackBuilder::note_callback_run(const Event& event) {
    const std::uint32_t handle = event.other.number();
    if (event.kind == trace::Kind::handle_end) {
        left_out_.erase(handle);
    }
    if (live_callback(handle) != none) {
        const bool raised = event.kind == trace::Kind::handle_end && event.text != 0 &&
                            event.text < recording_.strings.size();
        ran_[handle] = raised ? seq_ : 0;
    }
}

// It runs because that task has ended.
void TrackBuilder::note_done_callback(const Event& event) {
    const Loop& loop = world_.loops[event.loop < world_.loops.size() ? event.loop : 0];
    if (event.other.kind() == trace::PartyKind::task &&
        loop.current.kind() == trace::PartyKind::handle) {
        link(LinkKind::woke, task_track(event.other.number()),
             live_callback(loop.current.number()));
    }
}

std::optional<SpanStart> TrackBuilder::callback_span(std::size_t index) const {
    const Track& track = result_.tracks[index];
    SpanStart span;
    const Loop& loop = world_.loops[track.loop < world_.loops.size() ? track.loop : 0];
    if (loop.current == trace::Party::handle(track.handle)) {
        span.kind = SpanKind::running;
        span.blocking = loop.thread != 0 && world_.threads[loop.thread].blocked_in != 0;
        span.source = span.blocking ? at(blocked_seq_, loop.thread) : 0;
        return span;
    }
    if (loop.handles.find(track.handle) != nullptr) {
        span.kind = SpanKind::ready;
        return span;
    }
    if (loop.timers.find(track.handle) != nullptr) {
        span.kind = SpanKind::waiting;
        span.source = track.timer;
        return span;
    }
    // Out of the queue: it has run, maybe within this beat, or was cancelled or dropped before.
    const auto ran = ran_.find(track.handle);
    span.kind = ran == ran_.end()  ? SpanKind::cancelled
                : ran->second == 0 ? SpanKind::done
                                   : SpanKind::failed;
    span.source = ran == ran_.end() ? 0 : ran->second;
    return span;
}

std::size_t TrackBuilder::person_track() {
    if (person_track_ == none) {
        person_track_ = add_track(TrackKind::person, 0);
    }
    return person_track_;
}

void TrackBuilder::show_loop(trace::LoopId id, std::int64_t ns) {
    const std::size_t track = loop_track(id);
    const bool known = id < world_.loops.size();
    // Its thread is the first that runs it; until then, and if nobody ever does, the first that
    // has to do with it.
    trace::ThreadId& home = result_.tracks[track].thread;
    if (const auto runner = known ? world_.loops[id].thread : 0;
        runner != 0 && spans_[track]->empty()) {
        home = runner;
    } else if (home == 0) {
        home = static_cast<trace::ThreadId>(recording_.events[beats_.seq(beat_)].thread);
    }
    show(track, loop_span(id), ns);
}

void TrackBuilder::show_callbacks(std::int64_t ns) {
    std::erase_if(live_callbacks_, [&](std::size_t track) {
        const std::optional<SpanStart> span = callback_span(track);
        show(track, span, ns);
        return is_finished(span->kind);
    });
}

std::optional<SpanStart> TrackBuilder::thread_span(trace::ThreadId id) const {
    const Thread& thread = world_.threads[id];
    if (!thread.started || thread.ended) {
        return std::nullopt;
    }
    if (thread.blocked_in != 0) {
        return SpanStart{SpanKind::blocked, false, at(blocked_seq_, id)};
    }
    if (thread.running_loop != 0) {
        const LoopId loop = thread.running_loop;
        if (world_.loops[loop].activity == LoopActivity::selecting) {
            return SpanStart{SpanKind::idle, false, at(select_seq_, loop)};
        }
        return SpanStart{SpanKind::loop_run, false, at(run_seq_, loop)};
    }
    if (thread.exception != 0) {
        return SpanStart{SpanKind::exception, false, at(exception_seq_, id)};
    }
    return SpanStart{};
}

std::optional<SpanStart> TrackBuilder::loop_span(trace::LoopId id) const {
    if (id >= world_.loops.size()) {
        return std::nullopt;
    }
    const Loop& loop = world_.loops[id];
    const bool runs =
        loop.activity == LoopActivity::in_batch || loop.activity == LoopActivity::selecting;
    if (!runs || loop.iteration == loop.iterations_before) {
        return std::nullopt;
    }
    return SpanStart{SpanKind::iteration, false, loop.iteration};
}

void TrackBuilder::show(std::size_t track, const std::optional<SpanStart>& span, std::int64_t ns) {
    if (track != none) {
        span ? spans_[track]->show(*span, beat_, ns) : spans_[track]->close(beat_, ns);
    }
}

}  // namespace coroscope::viz
