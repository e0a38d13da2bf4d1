// A recording in the Chrome trace event format, which ui.perfetto.dev and chrome://tracing open.
//
// Each thread is a process there, with its loops, tasks and callbacks as its threads, in the order
// of our timeline. Stretches of a life are complete events (`X`), what happens at a moment instants
// (`i`), our arrows flows (`s`, `f`). Times are microseconds of the recording's clock and exact: on
// the virtual clock a step takes none, so `args` say which beats it is.
#pragma once

#include <iosfwd>

#include "viz/export/watch.hpp"
#include "viz/model/tracks.hpp"

namespace coroscope::viz {

/// Check the stream afterwards: a full disk shows there. Throws Stopped.
void write_perfetto(const trace::Recording& recording, const Tracks& tracks, std::ostream& out,
                    const Watch& watch = {});

}  // namespace coroscope::viz
