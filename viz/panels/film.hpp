// A recording with everything that is computed from it once: what the window plays.
//
// Thread rule: built on the thread that ran the program or reads the file, then immutable and
// shared.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/console.hpp"
#include "viz/model/film_index.hpp"
#include "viz/model/overview.hpp"
#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {

struct Film {
    /// Fills a recording from its beginning on, and calls the function whenever there is more of
    /// it: what is there is looked through meanwhile.
    using Fill = std::function<void(trace::Recording&, const std::function<void()>& grown)>;

    /// `can_be_touched`: the person can do something to the program, which runs anew then.
    explicit Film(trace::Recording made, bool can_be_touched = false);
    explicit Film(const Fill& fill);
    Film(const Film&) = delete;  // what is computed points into the recording
    Film& operator=(const Film&) = delete;

    /// The space that it takes, in bytes: the events and all that was computed from them.
    [[nodiscard]] std::size_t bytes() const;

    trace::Recording recording;
    bool touchable = false;
    FilmIndex index{recording, touchable};
    const Beats& beats = index.beats;
    const Keyframes& keyframes = index.keyframes;
    const Tracks& tracks = index.tracks;
    const LongList<ConsoleLine>& console = index.console;
    Overview overview;
    StageCast cast;

private:
    void finish();
};

/// The film of a program that has not run yet: no events.
std::shared_ptr<const Film> empty_film();

}  // namespace coroscope::viz
