// GLFW's keys as the panels know them.
#pragma once

#include "viz/panels/keys.hpp"

namespace coroscope::viz {

/// The key that GLFW calls so, with its modifiers; Key::none for all that we do not use.
KeyPress key_press_of(int glfw_key, int glfw_modifiers);

/// True for keys that keep their meaning while a text field is typed into.
bool is_command_while_typing(const KeyPress& press);

/// True for keys that act again while they are held.
bool repeats(Key key);

}  // namespace coroscope::viz
