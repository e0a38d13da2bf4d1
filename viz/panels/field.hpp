// A field to type into, in the window's look.
#pragma once

#include <string>
#include <string_view>

#include "viz/panels/canvas.hpp"

namespace coroscope::viz {

/// Draws the field; true where `text` has been changed in this frame. `hint` stands there while it
/// is empty; `focus` gives it the keyboard.
bool text_field(Canvas& canvas, const char* id, const Rect& rect, std::string& text,
                std::string_view hint, bool focus);

}  // namespace coroscope::viz
