#include "viz/model/rows.hpp"

#include <doctest/doctest.h>

#include "tests/model/samples.hpp"

namespace coroscope::viz {

namespace {

/// The timeline of a recording, with what it points into.
struct Timeline {
    trace::Recording recording;
    Beats beats{recording};
    Tracks tracks{build_tracks(recording, beats)};
};

}  // namespace

TEST_CASE("going on from task to task comes to each row once, and round again") {
    const Timeline timeline{test::jobs_in_a_thread()};
    const Tracks& tracks = timeline.tracks;
    std::size_t rows = 0;
    for (const Track& track : tracks.tracks) rows += selectable(track) ? 1 : 0;
    REQUIRE(rows > 1);
    View view;
    std::vector<trace::Party> seen;
    for (std::size_t step = 0; step < rows; ++step) {
        view = with_next_selected(view, tracks, 1);
        for (const trace::Party before : seen) CHECK_FALSE(before == view.selection);
        seen.push_back(view.selection);
    }
    CHECK(with_next_selected(view, tracks, 1).selection == seen.front());
    CHECK(with_next_selected(view, tracks, -1).selection == seen[rows - 2]);
    CHECK(with_next_selected(View{}, tracks, -1).selection == seen.back());
}

TEST_CASE("without tasks there is nothing to select") {
    CHECK_FALSE(with_next_selected(View{}, Tracks{}, 1).selection);
}

TEST_CASE("selecting a task whose row is folded away unfolds it") {
    const Timeline timeline{test::interrupted_sleepers()};
    const Tracks& tracks = timeline.tracks;
    View view;
    view.folded = with_loops_toggled(view, tracks);
    REQUIRE(shown_tracks(tracks, view.folded).size() < tracks.tracks.size());
    view = with_next_selected(view, tracks, 1);
    CHECK(view.folded.empty());
    CHECK(view.selection);
}

TEST_CASE("folding hides a loop's tasks and nothing else; folding again shows them") {
    const Timeline timeline{test::interrupted_sleepers()};
    const Tracks& tracks = timeline.tracks;
    View view;
    view.folded = with_loops_toggled(view, tracks);
    for (const std::size_t index : shown_tracks(tracks, view.folded))
        CHECK_FALSE(selectable(tracks.tracks[index]));
    view.folded = with_loops_toggled(view, tracks);
    CHECK(view.folded.empty());
}

}  // namespace coroscope::viz
