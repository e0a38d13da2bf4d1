// What a terminal shows of what a program has written: a carriage return goes back to the line's
// beginning, where the next text replaces what is there; escape sequences that colour, name windows
// or move over the screen leave nothing to see.
#pragma once

#include <string>
#include <string_view>

namespace coroscope::viz {

std::string screen_text(std::string_view written);

}  // namespace coroscope::viz
