// The text of a lesson on paper: steps and tasks in their order, then the questions with boxes to
// tick; the answers have a section of their own at the end.
//
// Thread rule: pure functions.
#pragma once

#include <string>

#include "lessons/lessons.hpp"
#include "viz/model/view.hpp"

namespace coroscope::viz {

/// Steps and tasks, as HTML.
std::string handout_steps(const lessons::Lesson& lesson, Language language);
/// The questions, numbered, without their answers; empty where there are none.
std::string handout_questions(const lessons::Lesson& lesson, Language language);
/// What is right, with the reason, by the questions' numbers.
std::string handout_answers(const lessons::Lesson& lesson, Language language);

}  // namespace coroscope::viz
