#include "viz/app/lecture.hpp"

#include <algorithm>
#include <utility>

#include "viz/model/playback.hpp"
#include "viz/model/rule.hpp"
#include "viz/panels/lesson_parts.hpp"
#include "viz/panels/predict.hpp"

namespace coroscope::viz {

PartProgress& progress_with(View& view, const lessons::Lesson& lesson, int part) {
    std::vector<PartProgress>& all = view.progress[lesson.number];
    all.resize(lesson.parts.size());
    return all[static_cast<std::size_t>(part)];
}

View Lecture::begin(View view, const lessons::Lesson& lesson, std::shared_ptr<const Film> film,
                    bool by_person) {
    lesson_ = &lesson;
    film_ = std::move(film);
    by_person_ = by_person;
    part_beats_ = viz::part_beats(lesson, *film_);
    rested_.clear();
    taken_to_ = 0;
    last_beat_ = 0;
    last_step_.reset();
    return tried(with_fitting_page(std::move(view)));
}

// A page about a moment that this run has not got goes with the run that had it, if another fits:
// a person has chosen another variant, or has done something that keeps the moment from coming.
View Lecture::with_fitting_page(View view) const {
    if (!by_person_ || view.prediction.on || !lacks_moment(*lesson_, part_beats_, view.part)) {
        return view;
    }
    const std::size_t beat = beat_at(film_->beats, view.playback.position);
    if (const int step = fitting_step(*lesson_, part_beats_, beat); step >= 0) {
        view.part = step;
        view.caption = 0;
    }
    return view;
}

View Lecture::grown(View view, std::shared_ptr<const Film> film) {
    film_ = std::move(film);
    part_beats_ = viz::part_beats(*lesson_, *film_);
    return tried(std::move(view));
}

std::optional<Question> Lecture::question_at_beat(std::size_t beat, Language language) const {
    if (film_ == nullptr || beat >= film_->beats.last()) {
        return std::nullopt;
    }
    const World world = film_->keyframes.at(film_->beats[beat].seq);
    return question_for(*lesson_, *film_, part_beats_, world, beat, language);
}

std::optional<Question> Lecture::question(const View& view) const {
    return film_ == nullptr
               ? std::nullopt
               : question_at_beat(beat_at(film_->beats, view.playback.position), view.language);
}

// The tasks to try, held against the run and the places where the cursor has stood.
View Lecture::tried(View view) const {
    // Most tasks look at the whole run: that one is done would tell those who guess what comes.
    if (!by_person_ || view.prediction.on) {
        return view;
    }
    for (std::size_t i = 0; i < lesson_->parts.size(); ++i) {
        const lessons::Part& part = lesson_->parts[i];
        if (part.kind != lessons::PartKind::try_this) {
            continue;
        }
        const auto rules = stages(part.check);
        PartProgress& progress = progress_with(view, *lesson_, static_cast<int>(i));
        const Watched run{film_->recording, film_->beats, rested_};
        if (progress.stages < rules.size() && holds(rules[progress.stages], run).value_or(false)) {
            ++progress.stages;
        }
    }
    return view;
}

View Lecture::guessed(View view, std::size_t beat) const {
    Prediction& game = view.prediction;
    if (game.guess >= 0 && beat != game.at) {
        const auto question = question_at_beat(game.at, view.language);
        if (beat > game.at && question) {
            game.revealed = game.guess;
            game.before = game.at;
            ++game.asked;
            game.right += game.guess == static_cast<int>(question->right) ? 1 : 0;
        }
        game.guess = -1;
    }
    if (game.revealed >= 0 && beat != game.before + 1) {
        game.revealed = -1;
    }
    return view;
}

// Playing on, the next question is waited at.
View Lecture::stopped_at_question(View view, std::size_t beat) const {
    if (!view.prediction.on || !view.playback.playing || view.playback.direction < 0) {
        return view;
    }
    for (std::size_t each = last_beat_ + 1; each <= beat; ++each) {
        if (question_at_beat(each, view.language)) {
            view.playback = seek(view.playback, film_->beats, static_cast<double>(each));
            return view;
        }
    }
    return view;
}

View Lecture::stepped(View view, const Playback& from) const {
    if (!view.prediction.on) {
        return view;
    }
    const std::size_t to = beat_at(film_->beats, view.playback.target);
    std::size_t beat = beat_at(film_->beats, from.playing ? from.position : from.target) + 1;
    while (beat < to && !question_at_beat(beat, view.language)) {
        ++beat;
    }
    if (beat < to) {
        view.playback = glide(view.playback, film_->beats, beat);
    }
    return view;
}

// Who presents has the clicker in the hand: the captions come with the run. Who reads turns to a
// page that comes; but one whose moment is undone goes with it, unless another was turned to.
View Lecture::followed(View view, std::size_t beat) {
    const int step = step_at(*lesson_, part_beats_, beat);
    const int before = std::exchange(last_step_, step).value_or(step);
    if (step == before) {
        return view;
    }
    const auto beat_of = [&](int part) {
        return part < 0 ? 0 : part_beats_[static_cast<std::size_t>(part)];
    };
    const bool undone = beat_of(step) < beat_of(before);
    const bool comes = told(*lesson_, view) == Told::as_caption && (undone || step >= 0);
    const bool goes = undone && beat_of(view.part) == beat_of(before);
    if ((comes || goes) && beat_of(view.part) != beat_of(step)) {
        view.part = std::max(step, 0);  // before the first moment the text begins
        view.caption = 0;
    }
    return view;
}

View Lecture::watched(View view) {
    if (film_ == nullptr) {
        return view;
    }
    const std::size_t come_to = beat_at(film_->beats, view.playback.position);
    view = stopped_at_question(std::move(view), come_to);
    const std::size_t beat = beat_at(film_->beats, view.playback.position);
    view = guessed(std::move(view), beat);
    view = followed(std::move(view), beat);
    last_beat_ = beat;
    if (beat != taken_to_) {
        taken_to_ = 0;
    }
    const bool rests =
        !view.playback.playing && view.playback.position == view.playback.target && taken_to_ == 0;
    if (rests && std::find(rested_.begin(), rested_.end(), beat) == rested_.end()) {
        rested_.push_back(beat);
        view = tried(std::move(view));
    }
    return view;
}

}  // namespace coroscope::viz
