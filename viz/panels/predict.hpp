// The game of guessing: in the timeline's place, so that the future is hidden, a question about the
// next beat. A step reveals the answer.
#pragma once

#include <optional>

#include "viz/model/intent.hpp"
#include "viz/model/question.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// The question that the beat after `beat` answers: the lesson's own, else one by rule; nothing
/// where there is none. `world` is that at `beat`.
std::optional<Question> question_for(const lessons::Lesson& lesson, const Film& film,
                                     std::span<const std::size_t> part_beats, const World& world,
                                     std::size_t beat, Language language);

/// Draws the verdict on the last guess, and the question for the next beat.
void draw_predict(Controls& controls, const Rect& area, const Scene& scene, Intents& intents);

}  // namespace coroscope::viz
