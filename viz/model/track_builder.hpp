// Makes the tracks: folds the recording once and notes after each beat what has changed. Internal;
// everybody else calls `build_tracks` (tracks.hpp).
//
// Invariant: spans are opened and closed at beats only, from the world as it is there, so that a
// track can never say anything else than the world does.
#pragma once

#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "viz/model/span_writer.hpp"
#include "viz/model/track_reach.hpp"
#include "viz/model/tracks.hpp"

namespace coroscope::viz {

class TrackBuilder {
public:
    /// The world is the one that the events are folded into, step by step with `before`, `after`.
    TrackBuilder(const trace::Recording& recording, const Beats& beats, const World& world);

    /// That event is about to be folded in.
    void before(const trace::Event& event, Meaning meaning) {
        if (meaning.changes_what_runs) {
            touch_what_runs(event, meaning.reach);
        }
        if (meaning.calls_back) {
            note_call(event);
        }
    }
    /// It has been folded in, as that number.
    void after(const trace::Event& event, Meaning meaning, std::size_t seq) {
        seq_ = static_cast<std::uint32_t>(seq);
        touch(event, meaning.reach);
        if (meaning.is_noted) {
            note(event);
        }
    }
    /// The next beat has happened, at that time; the first is beat 0.
    void end_beat(std::int64_t ns);
    /// All tracks, in their order; `with_person` makes a row for the person even where nothing was
    /// done. To be called once, when there is no more.
    Tracks finish(bool with_person);

private:
    // The tracks of these, made where they are not there yet; `none` for a number of nothing.
    std::size_t thread_track(trace::ThreadId id);
    std::size_t loop_track(trace::LoopId id);
    std::size_t task_track(trace::TaskId id);
    SpanWriter* spans_of_task(trace::TaskId id);
    std::size_t person_track();
    std::size_t add_track(TrackKind kind, int depth);
    // The program's own callbacks have a row each, as long as they are not a crowd; one row of
    // their loop stands for the others.
    void note_callback(const trace::Event& event);
    void note_call(const trace::Event& event);
    void note_callback_run(const trace::Event& event);
    void note_done_callback(const trace::Event& event);
    std::size_t add_callback(const trace::Event& event);
    void leave_out(const trace::Event& event);
    [[nodiscard]] std::size_t live_callback(std::uint32_t handle) const;
    [[nodiscard]] std::optional<SpanStart> callback_span(std::size_t track) const;

    // What one event, which has just been folded in, leaves behind: a link, a mark, or that it is
    // the event by which the world knows what spans tell (which is all that they keep of it).
    void note(const trace::Event& event);
    struct TaskNotes {
        std::uint32_t waits = 0;
        std::uint32_t outcome = 0;
    };
    TaskNotes& notes_of(const trace::Event& event);
    TaskNotes& first_notes_of(const trace::Event& event);
    void note_of_thread(std::vector<std::uint32_t>& by_thread, const trace::Event& event);
    void note_of_loop(std::vector<std::uint32_t>& by_loop, const trace::Event& event);
    void note_cancel(const trace::Event& event);
    void link(LinkKind kind, std::size_t from, std::size_t to, bool accepted = true);
    void mark(MarkKind kind, std::size_t track, const trace::Event& event);
    // An interrupt that a person asked for is one mark, not two.
    void forget_intervention();
    std::size_t source_of(const trace::Event& event);
    std::size_t task_or_source(const trace::Event& event);

    void end_beat_of_others(std::int64_t ns);
    // Which tracks an event may change (or make: who has none yet), and how they look after the
    // beat. To look twice does no harm: what is shown already is not shown again.
    void touch(const trace::Event& event, Reach reach);
    void touch_what_runs(const trace::Event& event, Reach reach);
    void touch_place(const trace::Event& event, std::uint32_t place, Reach reach);
    static bool has_track(const std::vector<std::size_t>& by_id, std::uint32_t id) {
        return id < by_id.size() && by_id[id] != Tracks::none;
    }
    [[nodiscard]] std::optional<SpanStart> thread_span(trace::ThreadId id) const;
    [[nodiscard]] std::optional<SpanStart> loop_span(trace::LoopId id) const;
    [[nodiscard]] SpanStart task_span(trace::TaskId id) const;
    void show_loop(trace::LoopId id, std::int64_t ns);
    void show_callbacks(std::int64_t ns);
    void show(std::size_t track, const std::optional<SpanStart>& span, std::int64_t ns);

    [[nodiscard]] trace::ThreadId home_of(const SpanList& spans) const;
    [[nodiscard]] std::vector<std::size_t> top_to_bottom() const;
    Tracks in_order();

    const trace::Recording& recording_;
    const Beats& beats_;
    const World& world_;
    std::uint32_t seq_ = 0;
    std::uint32_t beat_ = 0;   // the one whose events are being folded in
    std::uint32_t place_ = 0;  // thread and loop of the last event, which have a track
    trace::TaskId task_ = 0;   // the last one, which has a track or is touched
    Tracks result_;            // in the order of making, until in_order
    std::vector<std::unique_ptr<SpanWriter>> spans_;  // by track
    std::vector<SpanWriter*> task_spans_;  // by task: its track's; null where it has none yet
    std::vector<std::size_t> thread_tracks_;
    std::vector<std::size_t> loop_tracks_;
    std::size_t person_track_ = Tracks::none;
    std::vector<std::size_t> callback_tracks_;
    std::vector<std::size_t> live_callbacks_;     // those that have not ended yet
    std::vector<std::size_t> more_tracks_;        // by loop: the row of those without rows
    std::unordered_set<std::uint32_t> left_out_;  // handles of these that have not run yet
    // Those that have begun, by handle: the event with which an exception left it, or 0.
    std::unordered_map<std::uint32_t, std::uint32_t> ran_;
    // The event that said so, by task, thread and loop.
    std::vector<TaskNotes> task_notes_;
    std::vector<std::uint32_t> blocked_seq_;
    std::vector<std::uint32_t> exception_seq_;
    std::vector<std::uint32_t> run_seq_;
    std::vector<std::uint32_t> select_seq_;
    ChangedIds<trace::ThreadId> touched_threads_;
    ChangedIds<trace::LoopId> touched_loops_;
    ChangedIds<trace::TaskId> touched_tasks_;
};

inline void TrackBuilder::touch(const trace::Event& event, Reach reach) {
    const auto task = static_cast<trace::TaskId>(event.task);
    if (reach != Reach::none) {
        touched_tasks_.add(task);
        task_ = task;
        // It is written when the beat ends, and among thousands has long left the cache.
        if (task < task_spans_.size()) {
            __builtin_prefetch(task_spans_[task], 1);
        }
    } else if (task != task_) {
        if (has_track(result_.task_tracks, task)) {
            task_ = task;
        } else {
            touched_tasks_.add(task);
        }
    }
    if (reach >= Reach::tasks) {
        touch_what_runs(event, reach);
    }
    const std::uint32_t place = event.loop << 12 | event.thread;  // as they lie in an event
    if (place != place_ || reach == Reach::all) {
        touch_place(event, place, reach);
    }
}

inline void TrackBuilder::touch_what_runs(const trace::Event& event, Reach reach) {
    // Looked for without a division, as nearly every event is asked.
    const Thread* const thread = world_.threads.data() + event.thread;
    if (event.thread == 0 || thread >= std::to_address(world_.threads.end())) {
        return;
    }
    touched_tasks_.add(thread->current_task);
    if (reach == Reach::all) {
        touched_loops_.add(thread->running_loop);
    }
}

}  // namespace coroscope::viz
