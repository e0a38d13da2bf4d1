// What is taken away: a run, and how it is looked at.
#pragma once

#include <memory>

#include <imgui/imgui.h>

#include "lessons/lessons.hpp"
#include "viz/model/view.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

/// More pixels than 7680 × 4320 are of no use to anybody, and the fonts' atlas grows with them.
inline constexpr float largest_scale = 4;

struct Take {
    const lessons::Lesson* lesson = nullptr;
    std::shared_ptr<const lessons::Program> program;
    std::shared_ptr<const Film> film;
    /// Language, theme and what else the person has chosen; its cursor is the moment.
    View view;
    double from = 0;  ///< where a range begins and ends: cursors
    double to = 0;
    ImVec2 size{1920, 1080};  ///< of a picture of the window, before it is scaled
    float scale = 1;          ///< of what is drawn: 2 is twice as many pixels each way
};

}  // namespace coroscope::viz
