// What is written on the timeline: names of rows, labels of bars, notes beside the mouse. No
// drawing.
#pragma once

#include <string>
#include <vector>

#include "viz/model/axis.hpp"
#include "viz/model/tracks.hpp"
#include "viz/model/view.hpp"
#include "viz/panels/theme.hpp"

namespace coroscope::viz {

/// What the texts are made of.
struct TimelineSource {
    const trace::Recording& recording;
    const Beats& beats;
    const Tracks& tracks;
    Language language = Language::english;
};

/// The look of a span; `plain` spans and iterations have none of their own.
struct SpanLook {
    Look look = Look::running;
    bool plain = false;
};
SpanLook look_of(const Span& span);

/// The whole name of a row's subject.
std::string row_name(const trace::Recording& recording, const Track& track, Language language);
/// As it stands at the left of the row.
std::string row_title(const trace::Recording& recording, const Track& track, Language language);

/// What a bar may say, from the longest to the shortest text; a bar too narrow for all says none.
std::vector<std::string> span_labels(const TimelineSource& source, const Span& span);

/// The explanation of a bar: state, from when to when, what it waits for.
std::string span_note(const TimelineSource& source, const Track& track, const Span& span);

/// The explanation of several spans that are drawn as one: how many, and the share of each state.
std::string crowd_note(const TimelineSource& source, const Track& track, const Axis& axis,
                       std::size_t first, std::size_t count);

/// A count as people read it: `12 345`.
std::string count_text(std::size_t count);

/// The explanation of a mark: what was printed, what `cancel()` answered.
std::string mark_note(const TimelineSource& source, const Mark& mark);

}  // namespace coroscope::viz
