// The arrows and marks of the timeline, and the order of its tracks.
#include "viz/model/track_builder.hpp"

namespace coroscope::viz {

using trace::Event;
using trace::Kind;
using trace::PartyKind;

namespace {

constexpr std::size_t none = Tracks::none;

void set(std::vector<std::uint32_t>& by_id, std::uint32_t id, std::uint32_t seq) {
    if (id >= by_id.size()) {
        by_id.resize(id + 1, 0);
    }
    by_id[id] = seq;
}

}  // namespace

inline TrackBuilder::TaskNotes& TrackBuilder::notes_of(const Event& event) {
    return event.task < task_notes_.size() ? task_notes_[event.task] : first_notes_of(event);
}

TrackBuilder::TaskNotes& TrackBuilder::first_notes_of(const Event& event) {
    const bool known = event.task < recording_.task_names.size();
    const auto task = known ? static_cast<trace::TaskId>(event.task) : 0;
    if (task >= task_notes_.size()) {
        task_notes_.resize(task + 1);
    }
    return task_notes_[task];
}

void TrackBuilder::note_of_thread(std::vector<std::uint32_t>& by_thread, const Event& event) {
    if (event.thread != 0 && event.thread < world_.threads.size()) {
        set(by_thread, event.thread, seq_);
    }
}

void TrackBuilder::note_of_loop(std::vector<std::uint32_t>& by_loop, const Event& event) {
    const bool in_thread = event.thread != 0 && event.thread < world_.threads.size();
    const auto running = in_thread ? world_.threads[event.thread].running_loop : trace::LoopId{0};
    if (const auto loop = event.loop != 0 ? static_cast<trace::LoopId>(event.loop) : running;
        loop != 0) {
        set(by_loop, loop, seq_);
    }
}

void TrackBuilder::note(const Event& event) {
    switch (static_cast<Kind>(event.kind)) {
        case Kind::thread_start:
            if (event.other.kind() == PartyKind::thread) {
                link(LinkKind::created, thread_track(event.other.number()),
                     thread_track(event.thread));
            }
            return;
        case Kind::block_begin:
            return note_of_thread(blocked_seq_, event);
        case Kind::loop_run_begin:
            return note_of_loop(run_seq_, event);
        case Kind::loop_run_end:
            return note_of_thread(exception_seq_, event);
        case Kind::select_begin:
            return note_of_loop(select_seq_, event);
        case Kind::step_begin:
            notes_of(event).waits = 0;
            return;
        case Kind::waits:
            notes_of(event).waits = seq_;
            return;
        case Kind::task_done:
        case Kind::task_failed:
        case Kind::task_cancelled:
            notes_of(event).outcome = seq_;
            return;
        case Kind::handle_begin:
        case Kind::handle_end:
            return note_callback_run(event);
        case Kind::callback_run:
            return note_done_callback(event);
        case Kind::call_soon:
        case Kind::timer_set:
            return note_callback(event);
        case Kind::task_new: {
            notes_of(event) = {};
            const bool by_task = event.other.kind() == PartyKind::task;
            const std::size_t from = by_task ? task_track(event.other.number()) : source_of(event);
            return link(LinkKind::created, from, task_track(event.task));
        }
        case Kind::woken: {
            notes_of(event).waits = 0;
            const bool by_task = event.other.kind() == PartyKind::task;
            const std::size_t from = by_task ? task_track(event.other.number()) : source_of(event);
            return link(LinkKind::woke, from, task_track(event.task));
        }
        case Kind::call_threadsafe:
            link(LinkKind::handed_over, source_of(event), loop_track(event.loop));
            return note_callback(event);
        case Kind::cancel_asked:
            return note_cancel(event);
        case Kind::print:
            return mark(MarkKind::print, task_or_source(event), event);
        case Kind::interrupt:
            forget_intervention();
            mark(MarkKind::interrupt, person_track(), event);
            return link(LinkKind::interrupted, person_track(), thread_track(event.thread));
        case Kind::intervention:
            // A cancel has an arrow of its own, which tells the answer too.
            if (event.other.kind() == PartyKind::task && event.text < recording_.strings.size() &&
                recording_.string(static_cast<trace::StringId>(event.text)) != "cancel") {
                link(LinkKind::touched, person_track(), task_track(event.other.number()));
            }
            return mark(MarkKind::intervention, person_track(), event);
        case Kind::destroyed_pending:
            result_.has_destroyed = true;
            notes_of(event).outcome = seq_;
            return mark(MarkKind::warning, task_or_source(event), event);
        case Kind::never_awaited:
            return mark(MarkKind::warning, task_or_source(event), event);
        case Kind::exception_unretrieved: {
            const bool of_task = event.other.kind() == PartyKind::task;
            const std::size_t track = of_task ? task_track(event.other.number()) : none;
            return mark(MarkKind::warning, track == none ? source_of(event) : track, event);
        }
        case Kind::recording:
        case Kind::thread_end:
        case Kind::block_end:
        case Kind::loop_new:
        case Kind::loop_stop:
        case Kind::loop_close:
        case Kind::iteration_begin:
        case Kind::select_end:
        case Kind::timer_due:
        case Kind::timer_cancel:
        case Kind::handle_cancel:
        case Kind::coro_new:
        case Kind::coro_enter:
        case Kind::coro_exit:
        case Kind::task_renamed:
        case Kind::step_end:
        case Kind::uncancel:
        case Kind::future_new:
        case Kind::future_done:
        case Kind::callback_add:
        case Kind::callback_remove:
        case Kind::io_wait:
        case Kind::io_ready:
        case Kind::line:
            return;
    }
}

void TrackBuilder::note_cancel(const Event& event) {
    const bool accepted = event.value == 1;
    std::size_t from = none;
    switch (event.other.kind()) {
        case PartyKind::task:
            from = task_track(event.other.number());
            break;
        case PartyKind::person:
            from = person_track();
            break;
        case PartyKind::none:
        case PartyKind::future:
        case PartyKind::handle:
        case PartyKind::thread:
        case PartyKind::conn:
            from = source_of(event);
            break;
    }
    const std::size_t to = task_track(event.task);
    link(LinkKind::cancelled, from, to, accepted);
    mark(MarkKind::cancel, to, event);
}

void TrackBuilder::link(LinkKind kind, std::size_t from, std::size_t to, bool accepted) {
    if (from != none && to != none && from != to) {
        result_.links.push_back({kind, accepted, static_cast<std::uint32_t>(from),
                                 static_cast<std::uint32_t>(to), beat_, seq_});
    }
}

void TrackBuilder::mark(MarkKind kind, std::size_t track, const Event& event) {
    if (track != none) {
        const bool known = event.text < recording_.strings.size();
        const bool accepted = kind != MarkKind::cancel || event.value == 1;
        result_.marks.push_back({kind, accepted, static_cast<std::uint32_t>(track), beat_, seq_,
                                 known ? static_cast<trace::StringId>(event.text) : 0});
    }
}

void TrackBuilder::forget_intervention() {
    LongList<Mark>& marks = result_.marks;
    if (!marks.empty() && marks.back().kind == MarkKind::intervention &&
        marks.back().seq + 1 == seq_ && recording_.string(marks.back().text) == "interrupt") {
        marks.pop_back();
    }
}

std::size_t TrackBuilder::source_of(const Event& event) {
    if (event.thread == 0 || event.thread >= world_.threads.size()) {
        return none;
    }
    const Thread& thread = world_.threads[event.thread];
    if (thread.current_task != 0) {
        return task_track(thread.current_task);
    }
    return thread.running_loop != 0 ? loop_track(thread.running_loop) : thread_track(thread.id);
}

// Whose row has the mark: the task's, that of the callback that runs, or the loop's or thread's.
std::size_t TrackBuilder::task_or_source(const Event& event) {
    const std::size_t track = task_track(event.task);
    if (track != none) {
        return track;
    }
    const bool in_thread = event.thread != 0 && event.thread < world_.threads.size();
    const LoopId running = in_thread ? world_.threads[event.thread].running_loop : 0;
    const trace::Party current = world_.loops[running < world_.loops.size() ? running : 0].current;
    const std::size_t callback =
        current.kind() == PartyKind::handle ? live_callback(current.number()) : none;
    return callback == none ? source_of(event) : callback;
}

trace::ThreadId TrackBuilder::home_of(const SpanList& spans) const {
    for (std::size_t span = 0; span < spans.size(); ++span) {
        const Event& event = recording_.events[beats_.seq(spans.begin_beat(span))];
        if (event.thread != 0) {
            return static_cast<trace::ThreadId>(event.thread);
        }
    }
    return 0;
}

std::vector<std::size_t> TrackBuilder::top_to_bottom() const {
    // 0: of a recording that leaves out where they belong; these come last.
    std::vector<std::vector<std::size_t>> loops_of(world_.threads.size());
    std::vector<std::vector<std::size_t>> tasks_of(loop_tracks_.size() + 1);
    for (const std::size_t track : loop_tracks_) {
        if (track != none) {
            const trace::ThreadId home = result_.tracks[track].thread;
            loops_of[home < loops_of.size() ? home : 0].push_back(track);
        }
    }
    for (const std::size_t track : result_.task_tracks) {
        if (track != none) {
            const trace::LoopId loop = result_.tracks[track].loop;
            const bool known = loop < loop_tracks_.size() && loop_tracks_[loop] != none;
            tasks_of[known ? loop : 0].push_back(track);
        }
    }

    const auto below_its_loop = [&](std::size_t track) {
        if (track == none) return;
        const trace::LoopId loop = result_.tracks[track].loop;
        const bool known = loop < loop_tracks_.size() && loop_tracks_[loop] != none;
        tasks_of[known ? loop : 0].push_back(track);
    };
    std::ranges::for_each(callback_tracks_, below_its_loop);
    std::ranges::for_each(more_tracks_, below_its_loop);

    std::vector<std::size_t> order;
    for (std::size_t turn = 1; turn <= loops_of.size(); ++turn) {
        const std::size_t thread = turn == loops_of.size() ? 0 : turn;
        if (thread < thread_tracks_.size() && thread_tracks_[thread] != none) {
            order.push_back(thread_tracks_[thread]);
        }
        for (const std::size_t loop : loops_of[thread]) {
            order.push_back(loop);
            const auto& tasks = tasks_of[result_.tracks[loop].loop];
            order.insert(order.end(), tasks.begin(), tasks.end());
        }
    }
    order.insert(order.end(), tasks_of[0].begin(), tasks_of[0].end());
    if (person_track_ != none) {
        order.push_back(person_track_);
    }
    return order;
}

Tracks TrackBuilder::in_order() {
    std::vector<std::size_t> place(result_.tracks.size(), none);
    Tracks result;
    result.has_destroyed = result_.has_destroyed;
    result.tracks.reserve(result_.tracks.size());
    for (const std::size_t track : top_to_bottom()) {
        place[track] = result.tracks.size();
        result.tracks.push_back(std::move(result_.tracks[track]));
        Track& moved = result.tracks.back();
        if (moved.kind == TrackKind::task) {
            moved.name = world_.tasks[moved.task].name;
        }
    }
    for (std::size_t& track : result_.task_tracks) {
        track = track == none ? none : place[track];
    }
    for (Link& link : result_.links) {
        link.from = static_cast<std::uint32_t>(place[link.from]);
        link.to = static_cast<std::uint32_t>(place[link.to]);
    }
    std::vector<std::uint32_t> counts(result.tracks.size(), 0);
    for (std::uint32_t number = 0; number < result_.marks.size(); ++number) {
        Mark& mark = result_.marks[number];
        mark.track = static_cast<std::uint32_t>(place[mark.track]);
        ++counts[mark.track];
        if (mark.kind != MarkKind::print) {
            result.rare_marks.push_back(number);
        }
    }
    for (std::size_t track = 0; track < counts.size(); ++track) {
        result.tracks[track].marks.reserve(counts[track]);
    }
    for (std::size_t mark = 0; mark < result_.marks.size(); ++mark) {
        result.tracks[result_.marks[mark].track].marks.push_back(static_cast<std::uint32_t>(mark));
    }
    result.task_tracks = std::move(result_.task_tracks);
    result.links = std::move(result_.links);
    result.marks = std::move(result_.marks);
    result.store = std::move(result_.store);
    return result;
}

}  // namespace coroscope::viz
