// The ways on which threads hand work to each other's loops: which lanes they join, what is called
// to send something along them, and how brightly they are lit. Used by the stage only.
#pragma once

#include <string_view>
#include <vector>

#include "viz/panels/stage_draw.hpp"

namespace coroscope::viz {

// What the words on a way say: asyncio's own names, so in no language.
inline constexpr std::string_view call_soon_threadsafe = "call_soon_threadsafe";
inline constexpr std::string_view run_coroutine_threadsafe = "run_coroutine_threadsafe";
inline constexpr std::string_view result_call = "result()";

/// How brightly a way is lit, 0 … 1, by what passes there: it rises while something passes, stays
/// until the next beat begins and falls with that, so that a step leaves its mark.
struct WayLight {
    float callbacks = 0;
    float coroutines = 0;
    float answers = 0;
};
WayLight way_light(const StageScene& scene, const StageCast::HandOver& way);

/// The ways that are to be seen: all, but to those who guess what comes next no more than what
/// passes just now.
std::vector<StageCast::HandOver> shown_ways(const StageScene& scene);

/// The lane of a thread and of the thread that runs a loop, or null.
const Lane* lane_of(const StageScene& scene, ThreadId thread);
const Lane* lane_of_loop(const StageScene& scene, LoopId loop);

/// Words of a way between rows. They stand where its arrow comes in: above the row that it goes
/// down to, or below the one that it goes up to.
struct WayWords {
    std::size_t gap = 0;  ///< below which lane
    bool down = true;
    std::string_view words;
    float lit = 0;
};
/// All words of the rows' ways, by gap; those that would say the same in one place are one.
std::vector<WayWords> row_way_words(const StageScene& scene);

/// The ways between the rows of a table, as arcs in their margin, with their words in the gaps
/// between the rows or, where these are too low, beside the titles.
void draw_row_hand_overs(Canvas& canvas, const StageScene& scene);

}  // namespace coroscope::viz
