// What a token says: label, one small line of state, countdown. No drawing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/names.hpp"
#include "viz/model/view.hpp"
#include "viz/model/world.hpp"
#include "viz/panels/theme.hpp"

namespace coroscope::viz {

/// One moment of a recording, seen in one language.
struct Moment {
    const trace::Recording& recording;
    const World& world;
    double time_ns = 0;
    Language language = Language::english;
};

/// What is written on a token.
struct TokenFace {
    Look look = Look::ready;
    std::string label;     ///< `work(2)`
    std::string detail;    ///< `sleep · wakes at 3.000`
    std::string brief;     ///< the same in two words, for small tokens: `→ 1`
    std::string shortest;  ///< the same in one: `3.000`; may be empty
    float left = -1;       ///< of a wait with a deadline: 1 = all of it … 0 = due; -1 = none
    bool cancel_asked = false;
};
TokenFace token_face(const Moment& moment, Party party);

/// What a lane's thread is doing, for its header.
struct LaneStatus {
    Look look = Look::running;
    bool quiet = false;  ///< nothing worth a colour
    std::string text;    ///< `blocked in time.sleep(2) · 1.2 s left`
    float left = -1;     ///< of a wait or a blocking call, as above
    bool blocked = false;
};
LaneStatus lane_status(const Moment& moment, ThreadId thread, LoopId loop);

/// A name for any party: `work(2)`, `MainThread`, `future 3`.
std::string party_label(const Moment& moment, Party party);

}  // namespace coroscope::viz
