// Numbers and names as the side panels write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Seconds with three decimals: `1.500`.
std::string clock_text(std::int64_t t_ns);

/// The task's label and, where that is not the same, its name: `work(2)`, `Task-3`.
std::string_view task_label(const Scene& scene, TaskId task);

/// The word for a state: `waiting`, `已取消`.
Str state_word(TaskState state);

/// What a party is called: a task by its label, a thread by its name, else as files have it.
std::string party_text(const Scene& scene, Party party);

}  // namespace coroscope::viz
