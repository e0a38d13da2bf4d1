// A recording with everything that is computed from it once: what the window plays.
//
// Thread rule: built on the thread that ran the program, then immutable and shared.
#pragma once

#include <memory>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/console.hpp"
#include "viz/model/keyframes.hpp"
#include "viz/model/tracks.hpp"
#include "viz/panels/stage_layout.hpp"

namespace coroscope::viz {

struct Film {
    explicit Film(trace::Recording made) : recording(std::move(made)) {}
    Film(const Film&) = delete;  // keyframes point into the recording
    Film& operator=(const Film&) = delete;

    trace::Recording recording;
    Beats beats{recording};
    Keyframes keyframes{recording};
    Tracks tracks{build_tracks(recording, beats)};
    std::vector<ConsoleLine> console{console_lines(recording)};
    StageCast cast{stage_cast(recording)};
};

/// The film of a program that has not run yet: no events.
std::shared_ptr<const Film> empty_film();

}  // namespace coroscope::viz
