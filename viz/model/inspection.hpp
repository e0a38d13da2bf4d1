// What the inspector says of a task beyond what the world holds: who waits for it, and the
// callbacks that hang on it.
#pragma once

#include <string>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

struct Inspection {
    std::vector<Party> awaited_by;       ///< tasks that await it, alone or with others
    std::vector<std::string> callbacks;  ///< labels of its done callbacks that have not run yet
};

/// Looks at one task of the world; its callbacks are gathered from the events before.
Inspection inspect(const trace::Recording& recording, const World& world, TaskId task);

}  // namespace coroscope::viz
