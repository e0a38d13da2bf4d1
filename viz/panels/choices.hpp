// The choices of a question: rows to click, with the key that takes each; told apart when the
// answer is known.
#pragma once

#include <span>
#include <string>

#include "viz/panels/controls.hpp"
#include "viz/panels/lesson_text.hpp"

namespace coroscope::viz {

struct ChoiceList {
    std::span<const std::string> texts;  ///< Markdown of one line each
    int taken = -1;                      ///< the person's
    int right = -1;                      ///< once it is known
    int columns = 1;
    float pad = 7;  ///< above and below a text, in design pixels
};

/// How high they are at that width, in screen pixels.
float choices_height(const Canvas& canvas, const ChoiceList& list, float width,
                     const TextSizes& sizes);

/// Draws them from `origin`; returns the one that was pressed, or -1.
int draw_choices(Controls& controls, ImVec2 origin, float width, const ChoiceList& list,
                 const TextSizes& sizes);

}  // namespace coroscope::viz
