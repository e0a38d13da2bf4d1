// Tasks that await each other in a circle: a awaits b, b awaits a. Nobody will ever wake them, and
// CPython does not notice; a cancel() goes round among them until it is a RecursionError.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/phrases.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// The circle in which that task stands, beginning with it; empty where it stands in none.
std::vector<TaskId> circle_of(const World& world, TaskId task);

/// Of the circles among that loop's tasks the one with the task of the smallest number, beginning
/// with that; empty where there is none.
std::vector<TaskId> circle_in(const World& world, LoopId loop);

/// The circle because of which that error left the run of a loop that ended with event number
/// `end`; empty where it has another cause. A DeadlockError has it where what the loop was run for
/// awaits its way into a circle, a RecursionError where a cancel() went round in one.
std::vector<TaskId> circle_behind(const trace::Recording& recording, const World& world,
                                  std::size_t end, std::string_view error);

/// Is that what a cancel() raises that goes round in a circle? The program's own recursion has
/// other words, but where it goes through calls that CPython makes from C.
bool is_of_cancelled_circle(std::string_view error);

/// `a awaits b, b awaits a`; empty for no circle.
std::string circle_text(const trace::Recording& recording, const World& world,
                        const std::vector<TaskId>& circle, Language language);

}  // namespace coroscope::viz
