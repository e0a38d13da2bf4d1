// Tasks that await each other in a circle: a awaits b, b awaits a. Nobody will ever wake them, and
// CPython does not notice; a cancel() goes round among them until it is a RecursionError.
#pragma once

#include <string>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/phrases.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// The circle in which that task stands, beginning with it; empty where it stands in none.
std::vector<TaskId> circle_of(const World& world, TaskId task);

/// The circle with the task of the smallest number, beginning with that; empty where there is none.
std::vector<TaskId> any_circle(const World& world);

/// `a awaits b, b awaits a`; empty for no circle.
std::string circle_text(const trace::Recording& recording, const World& world,
                        const std::vector<TaskId>& circle, Language language);

}  // namespace coroscope::viz
