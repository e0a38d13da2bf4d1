// Narration: what happens in a beat, in one plain sentence (two where it has a consequence that
// must not be missed). Made by rule from the events; the same for every program.
//
// Invariant: depends on the beat's events and the world after them, on nothing else.
#pragma once

#include <string>

#include "runtime/trace/recording.hpp"
#include "viz/model/view.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// The sentence of the beat that event number `after.seq` closes. Event 0: nothing has happened.
std::string narrate(const trace::Recording& recording, const World& after, Language language);

/// The whole recording as text: a line for each beat with its number, its time and its sentence,
/// and its thread where there are several.
std::string narrated(const trace::Recording& recording, Language language);

}  // namespace coroscope::viz
