// What the scenery of a lane is drawn with, whether it is a machine with a ring (stage_scene.cpp)
// or a row of a table (stage_row.cpp). Used by these two only.
#pragma once

#include "viz/panels/stage_draw.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

struct LanePen {
    Canvas& canvas;
    const StageScene& scene;
    const Lane& lane;
    const Moment& moment;  ///< the one that is nearer
    LaneStatus status;
    const Loop* loop = nullptr;  ///< of that moment, or null
    const StageCast::Member& member;
};

/// The string in the language of the moment.
inline const char* text_of(const LanePen& pen, Str id) { return tr(pen.moment.language, id); }

/// Who stands on the shelf of tasks without an outcome of their own: `Cancelled`, or those that
/// were destroyed while pending, which nobody has cancelled, or both.
std::string ended_otherwise(const LanePen& pen);
/// How that shelf looks.
Look look_of_ended_otherwise(const LanePen& pen);

/// The frame: only drawn where there are several lanes, or where a blocking call holds the thread.
void draw_frame(LanePen& pen);

/// True where a token or a group is to be seen there.
bool occupied(const StageScene& scene, std::size_t lane, Place place);

/// A lane as a row of a table.
void draw_row(LanePen& pen, std::size_t index);

}  // namespace coroscope::viz
