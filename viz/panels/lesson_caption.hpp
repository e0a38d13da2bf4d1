// The presenter mode's caption: the lesson's text, a few sentences at a time, in big type.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the caption that the view has turned to and the buttons that turn to others; nothing into
/// an empty area.
void draw_lesson_caption(Controls& controls, const Rect& area, const Scene& scene,
                         Intents& intents);

/// The caption beside the present one, or the task or question, as far as there are any.
TurnToCaption caption_beside(const lessons::Lesson& lesson, const View& view, int direction);

}  // namespace coroscope::viz
