// What is taken away: a run, and how it is looked at.
#pragma once

#include <memory>

#include "lessons/lessons.hpp"
#include "viz/model/view.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

struct Take {
    const lessons::Lesson* lesson = nullptr;
    const lessons::Program* program = nullptr;
    std::shared_ptr<const Film> film;
    /// Language, theme and what else the person has chosen; its cursor is the moment.
    View view;
    double from = 0;  ///< where a range begins and ends: cursors
    double to = 0;
    float scale = 1;  ///< of what is drawn: 2 is twice as many pixels each way
};

}  // namespace coroscope::viz
