// The parts of the lesson's text that belong to the cursor's place, and how they are called.
//
// Thread rule: pure functions of the scene.
#pragma once

#include <string>

#include "viz/panels/layout.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

/// The words in that language.
std::string_view in(Language language, const lessons::Words& words);

/// The beat of each part of a lesson in that film; 0 where its moment does not come, or it has
/// none.
std::vector<std::size_t> part_beats(const lessons::Lesson& lesson, const Film& film);

/// The number of parts that are turned like pages: all but the misconceptions, which show by
/// themselves.
int page_count(const lessons::Lesson& lesson);

/// The step whose moment was reached last at that beat; -1 before the first.
int step_at(const lessons::Lesson& lesson, std::span<const std::size_t> part_beats,
            std::size_t beat);
/// The same at the cursor.
int step_at_cursor(const Scene& scene);

/// That part is a step whose moment does not come in a run with those beats.
bool lacks_moment(const lessons::Lesson& lesson, std::span<const std::size_t> part_beats, int part);
/// The step that fits such a run with the cursor at that beat: the one reached there, else the
/// first that comes; -1 where none does.
int fitting_step(const lessons::Lesson& lesson, std::span<const std::size_t> part_beats,
                 std::size_t beat);
/// The step that is read has no moment in the run on screen, and that may be said.
bool reads_of_other_run(const Scene& scene);

/// How the lesson's text is told: a task or a question needs more room than a caption has.
Told told(const lessons::Lesson& lesson, const View& view);

/// The misconception that is being seen to fail at the cursor; null where there is none. It stays
/// for a moment.
const lessons::Part* myth_at_cursor(const Scene& scene);

/// The lesson's own question that the next beat answers; null where there is none.
const lessons::Part* question_of_next_beat(const Scene& scene);

/// The person's progress with that part.
PartProgress progress_of(const Scene& scene, int part);

/// How many stages a task to try has.
std::size_t stages_of(const lessons::Part& part);

/// Text with inline code and the like as one line of plain letters.
std::string plain_line(std::string_view markdown);

}  // namespace coroscope::viz
