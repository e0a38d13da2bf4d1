// What a lesson's text has to do with the run on screen: when its parts' moments come, which tasks
// have been done, which guess has come true.
//
// Thread rule: the window's thread. Invariant: what it notices is written into the view, and
// nowhere else.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "lessons/lessons.hpp"
#include "viz/model/question.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

class Lecture {
public:
    /// A run of that lesson is on screen. `by_person` is false where the text itself asked for it:
    /// that is nobody's deed.
    View begin(View view, const lessons::Lesson& lesson, std::shared_ptr<const Film> film,
               bool by_person);
    /// The run on screen has gone on: that is its film now.
    View grown(View view, std::shared_ptr<const Film> film);
    /// Looks where the cursor is: the view with what is noticed there.
    View watched(View view);
    /// The person has stepped on from there: a step of several beats waits at the next question
    /// too, as playing does.
    [[nodiscard]] View stepped(View view, const Playback& from) const;
    /// The text takes the cursor to that beat, which is nobody's deed either.
    void takes_cursor_to(std::size_t beat) { taken_to_ = beat; }

    /// The beat of each part of the lesson; 0 where it has none in this run.
    [[nodiscard]] std::span<const std::size_t> part_beats() const { return part_beats_; }
    /// The question that the beat after the cursor answers.
    [[nodiscard]] std::optional<Question> question(const View& view) const;

private:
    [[nodiscard]] std::optional<Question> question_at_beat(std::size_t beat,
                                                           Language language) const;
    View tried(View view) const;
    View guessed(View view, std::size_t beat) const;
    View stopped_at_question(View view, std::size_t beat) const;
    View followed(View view, std::size_t beat);
    View with_fitting_page(View view) const;

    const lessons::Lesson* lesson_ = nullptr;
    std::shared_ptr<const Film> film_;
    bool by_person_ = true;
    std::vector<std::size_t> part_beats_;
    std::vector<std::size_t> rested_;  // beats at which the person has let the cursor stand
    std::size_t taken_to_ = 0;         // where the text has put it; 0: nowhere
    std::size_t last_beat_ = 0;
    std::optional<int> last_step_;  // of the text, that the cursor had reached
};

/// The progress with a part of a lesson, to be changed.
PartProgress& progress_with(View& view, const lessons::Lesson& lesson, int part);

}  // namespace coroscope::viz
