// The sandbox: a program put together with the mouse. Loops, their tasks, and each task's steps as
// chips, which light up as they run; the chosen chip is changed in a strip below
// (sandbox_editor.hpp).
//
// Thread rule: the window's thread. What is asked for comes back as intents: the whole program
// anew.
#pragma once

#include <string>

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the program into a panel's space below its header; the scene has a sandbox.
void draw_sandbox(Controls& controls, const Rect& area, const Scene& scene, Intents& intents);

/// What stands at the right end of that header: one more thread, saving.
void draw_sandbox_buttons(Controls& controls, const Rect& header, const Scene& scene,
                          Intents& intents);

/// What a chip says: `await brew`, `sleep 2 s`.
std::string step_label(const sandbox::Program& program, const sandbox::Step& step);

}  // namespace coroscope::viz
