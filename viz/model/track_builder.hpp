// Makes the tracks: folds the recording once and notes after each beat what has changed. Internal;
// everybody else calls `build_tracks` (tracks.hpp).
//
// Invariant: spans are opened and closed at beats only, from the world as it is there, so that a
// track can never say anything else than the world does.
#pragma once

#include <optional>
#include <unordered_map>

#include "viz/model/id_set.hpp"
#include "viz/model/track_reach.hpp"
#include "viz/model/tracks.hpp"

namespace coroscope::viz {

class TrackBuilder {
public:
    /// The world is the one that the events are folded into, step by step with `before`, `after`.
    TrackBuilder(const trace::Recording& recording, const Beats& beats, const World& world);

    /// That event is about to be folded in.
    void before(std::size_t seq);
    /// It has been folded in; it will be seen with that beat.
    void after(std::size_t seq, std::size_t beat);
    /// The beat has happened.
    void end_beat(std::size_t beat);
    /// All tracks, in their order; `with_person` makes a row for the person even where nothing was
    /// done. To be called once, when there is no more.
    Tracks finish(bool with_person);

private:
    // The tracks of these, made where they are not there yet; `none` for a number of nothing.
    std::size_t thread_track(trace::ThreadId id);
    std::size_t loop_track(trace::LoopId id);
    std::size_t task_track(trace::TaskId id);
    std::size_t person_track();
    std::size_t add_track(TrackKind kind, int depth);
    // The program's own callbacks have a row each, as long as they are not a crowd.
    void note_callback(const trace::Event& event);
    [[nodiscard]] std::optional<SpanStart> callback_span(const Track& track) const;

    // What one event, which has just been folded in, leaves behind: a link, a mark, or that it is
    // the event by which the world knows what spans tell (which is all that they keep of it).
    void note(const trace::Event& event);
    void note_of_task(std::vector<std::uint32_t>& by_task, const trace::Event& event,
                      std::uint32_t seq);
    void note_of_thread(std::vector<std::uint32_t>& by_thread, const trace::Event& event);
    void note_of_loop(std::vector<std::uint32_t>& by_loop, const trace::Event& event);
    void note_cancel(const trace::Event& event);
    void link(LinkKind kind, std::size_t from, std::size_t to, bool accepted = true);
    void mark(MarkKind kind, std::size_t track, const trace::Event& event);
    // An interrupt that a person asked for is one mark, not two.
    void forget_intervention();
    std::size_t source_of(const trace::Event& event);
    std::size_t task_or_source(const trace::Event& event);

    // Which tracks an event may change (or make: who has none yet), and how they look after the
    // beat.
    void touch(const trace::Event& event);
    void touch_loop(trace::LoopId id, Reach reach);
    void touch_task(trace::TaskId id, Reach reach);
    [[nodiscard]] std::optional<SpanStart> thread_span(trace::ThreadId id) const;
    [[nodiscard]] std::optional<SpanStart> loop_span(trace::LoopId id) const;
    [[nodiscard]] std::optional<SpanStart> task_span(trace::TaskId id) const;
    void show_loop(trace::LoopId id);
    void show_callbacks();
    void show(std::size_t track, const std::optional<SpanStart>& span);

    [[nodiscard]] std::vector<std::size_t> top_to_bottom() const;
    Tracks in_order();

    const trace::Recording& recording_;
    const Beats& beats_;
    const World& world_;
    std::uint32_t seq_ = 0;
    std::uint32_t beat_ = 0;                       // the one whose events are being folded in
    Tracks result_;                                // in the order of making, until in_order
    std::vector<std::optional<SpanStart>> shown_;  // by track: the span that goes on
    std::vector<std::size_t> thread_tracks_;
    std::vector<std::size_t> loop_tracks_;
    std::size_t person_track_ = Tracks::none;
    std::vector<std::size_t> callback_tracks_;
    std::vector<std::size_t> live_callbacks_;                  // those that have not ended yet
    std::unordered_map<std::uint32_t, std::uint32_t> raised_;  // by handle: what left it, and where
    // The event that said so, by task, thread and loop.
    std::vector<std::uint32_t> waits_seq_;
    std::vector<std::uint32_t> outcome_seq_;
    std::vector<std::uint32_t> blocked_seq_;
    std::vector<std::uint32_t> exception_seq_;
    std::vector<std::uint32_t> run_seq_;
    std::vector<std::uint32_t> select_seq_;
    IdSet<trace::ThreadId> touched_threads_;
    IdSet<trace::LoopId> touched_loops_;
    IdSet<trace::TaskId> touched_tasks_;
};

}  // namespace coroscope::viz
