// When this process was launched, as the kernel has it: loading the program's libraries counts.
#pragma once

#include <chrono>

namespace coroscope::viz {

/// On the steady clock, to a hundredth of a second; where the kernel does not say, now.
std::chrono::steady_clock::time_point launch_time();

}  // namespace coroscope::viz
