// The strip in which the chosen step of the sandbox is changed: what it does, to whom or for how
// long, and its place.
//
// Thread rule: the window's thread.
#pragma once

#include <string>
#include <string_view>

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// The chosen step, or null; the scene has a sandbox.
const sandbox::Step* chosen_step(const Scene& scene);

/// The height that the strip needs in so wide a panel, in screen pixels.
float sandbox_editor_height(const Canvas& canvas, float width);

void draw_sandbox_editor(Controls& controls, const Rect& area, const Scene& scene,
                         Intents& intents);

/// What a step does, in the listing's own words.
std::string_view kind_word(sandbox::StepKind kind);
/// Is there another task that the step is about?
bool speaks_of_a_task(sandbox::StepKind kind);
/// `1.5 s`.
std::string tenths_text(int tenths);

}  // namespace coroscope::viz
