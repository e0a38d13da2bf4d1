// The listing: Python or C++ of the program that ran, with the running line, the tasks that are
// suspended at each line, and the lines that a variant replaces.
#pragma once

#include "viz/model/intent.hpp"
#include "viz/panels/controls.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// Draws the listing; returns SetListing, SetVariant (a click on a varying line) and Select (a
/// dot).
void draw_code(Controls& controls, const Rect& area, const Scene& scene, Intents& intents);

/// How high the panel must be, from `height` to `most`, for its listing to have the largest letters
/// that it has there, up to those that are well read; `height` where they would be no larger than
/// at that.
float listing_height(const Canvas& canvas, float width, float height, float most,
                     const Scene& scene);

/// The change that a click on a varying line asks for: the next choice of the variant that replaces
/// it. Its name is empty where no variant does.
SetVariant variant_of_line(const lessons::Lesson& lesson, const lessons::Program& program,
                           Listing listing, std::size_t line);

}  // namespace coroscope::viz
