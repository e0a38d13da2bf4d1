// How the things of a recording are called in its Perfetto file: English, as the names in all our
// files are, and the same for the same thing, so that Perfetto can count and search them.
#pragma once

#include <string>

#include "runtime/trace/recording.hpp"
#include "viz/model/tracks.hpp"

namespace coroscope::viz::perfetto {

/// `MainThread`, `loop-1`, `work(2) · Task-3`, `you`.
std::string track_name(const trace::Recording& recording, const Track& track);

/// `running`, `waiting: sleep`, `done: 1`.
std::string span_name(const trace::Recording& recording, const Span& span);

/// `print: waited 1`, `cancel() → True`.
std::string mark_name(const trace::Recording& recording, const Mark& mark);

/// `created`, `woke`: what an arrow tells.
const char* link_name(LinkKind kind);

/// `ready`, `loop_run`: the kind of a span, by which Perfetto filters.
const char* category(SpanKind kind);

/// The kind of a mark.
const char* category(MarkKind kind);

}  // namespace coroscope::viz::perfetto
