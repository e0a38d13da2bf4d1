// Makes the tracks: folds the recording once and notes after each beat what has changed. Internal;
// everybody else calls `build_tracks` (tracks.hpp).
//
// Invariant: spans are opened and closed at beats only, from the world as it is there, so that a
// track can never say anything else than the world does.
#pragma once

#include <optional>
#include <unordered_map>

#include "viz/model/tracks.hpp"

namespace coroscope::viz {

class TrackBuilder {
public:
    TrackBuilder(const trace::Recording& recording, const Beats& beats);

    /// All tracks, in their order. To be called once.
    Tracks build();

private:
    // The tracks of these, made where they are not there yet; `none` for a number of nothing.
    std::size_t thread_track(trace::ThreadId id);
    std::size_t loop_track(trace::LoopId id);
    std::size_t task_track(trace::TaskId id);
    std::size_t person_track();
    // The program's own callbacks have a row each, as long as they are not a crowd.
    void note_callback(const trace::Event& event);
    [[nodiscard]] std::optional<Span> callback_span(const Track& track) const;

    // Links and marks of one event, which has just been folded in.
    void note(const trace::Event& event);
    void note_cancel(const trace::Event& event);
    void link(LinkKind kind, std::size_t from, std::size_t to, bool accepted = true);
    void mark(MarkKind kind, std::size_t track, const trace::Event& event);
    // An interrupt that a person asked for is one mark, not two.
    void forget_intervention();
    std::size_t source_of(const trace::Event& event);
    std::size_t task_or_source(const trace::Event& event);

    // Which tracks an event may change, and how they look after the beat.
    void touch(const trace::Event& event);
    void show_touched();
    [[nodiscard]] std::optional<Span> thread_span(trace::ThreadId id) const;
    [[nodiscard]] std::optional<Span> loop_span(trace::LoopId id) const;
    [[nodiscard]] std::optional<Span> task_span(trace::TaskId id) const;
    void show(std::size_t track, std::optional<Span> span);

    void close_all();
    [[nodiscard]] std::vector<std::size_t> top_to_bottom() const;
    Tracks in_order();

    const trace::Recording& recording_;
    const Beats& beats_;
    World world_;
    std::size_t beat_ = 0;            // the one whose events are being folded in
    Tracks result_;                   // in the order of making, until in_order
    std::vector<std::uint8_t> open_;  // by track: its last span goes on
    std::vector<std::size_t> thread_tracks_;
    std::vector<std::size_t> loop_tracks_;
    std::size_t person_track_ = Tracks::none;
    std::vector<std::size_t> callback_tracks_;
    std::unordered_map<std::uint32_t, trace::StringId> raised_;  // by handle: what left it
    std::vector<trace::ThreadId> touched_threads_;
    std::vector<trace::LoopId> touched_loops_;
    std::vector<trace::TaskId> touched_tasks_;
};

}  // namespace coroscope::viz
