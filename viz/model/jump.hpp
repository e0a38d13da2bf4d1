// Jumps: from the cursor to the next moment of a kind, both ways. Pure, like stepping; far moments
// are found in the tracks, without looking at the events between.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/tracks.hpp"

namespace coroscope::viz {

enum class JumpKind : std::uint8_t {
    print,     ///< the selected task writes something; with none selected, the program does
    cancel,    ///< somebody asks for a cancel, or presses Ctrl-C
    change,    ///< the selected task enters another state; with none selected, any task does
    bookmark,  ///< a beat that the person has marked
};

/// The beat that a jump from `beat` leads to; `beat` itself where there is none in that direction.
/// `task` 0: any.
std::size_t jump_from(const trace::Recording& recording, const Beats& beats, const Tracks& tracks,
                      std::size_t beat, JumpKind kind, int direction, trace::TaskId task,
                      const std::vector<std::size_t>& bookmarks);

}  // namespace coroscope::viz
