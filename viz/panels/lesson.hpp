// The lesson's text, a part at a time: its steps, tasks to try and questions, with dots to turn
// them like pages. Below it what belongs to the cursor's place: a step that was reached, a
// misconception that has just failed.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// How high the panel must be for the shown part of the text in its smallest letters, together with
/// the strip that offers the next step. Where there is no stage, whose header names it too, a
/// misconception keeps its name here.
float lesson_height(const Canvas& canvas, float width, const Scene& scene, bool with_stage);

/// How high it must be for any part of the lesson's text: a step in letters that are well read, a
/// question with its answer in smaller ones, and what stands below it.
float whole_lesson_height(const Canvas& canvas, float width, const Scene& scene);

/// Draws the part of the text that the view shows. `scroll` moves it by so many lines (the Up and
/// Down keys).
void draw_lesson(Controls& controls, const Rect& area, const Scene& scene, int scroll,
                 bool with_stage, Intents& intents);

}  // namespace coroscope::viz
