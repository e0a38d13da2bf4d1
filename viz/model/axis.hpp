// The two axes of the timeline as one immutable scale: steps (each beat one unit wide) and time
// (proportional to the clock), and every mixture of them while the switch is animated.
#pragma once

#include <cstdint>

namespace coroscope::viz {

enum class AxisKind : std::uint8_t { steps, time };

}  // namespace coroscope::viz
