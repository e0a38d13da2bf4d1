// The app and the parts of a lesson's text: going to one, its questions and their keys.
#include <algorithm>

#include "viz/app/app.hpp"
#include "viz/model/lesson_scenario.hpp"
#include "viz/panels/foresight.hpp"
#include "viz/panels/lesson_parts.hpp"

namespace coroscope::viz {

const lessons::Part& App::shown_part() const {
    return lesson_->parts[static_cast<std::size_t>(view_.part)];
}

// Shows a part of the lesson's text and takes the cursor to its moment. Where the present run has
// none, the program is run so that it has: with the variant and the interventions of which the part
// speaks.
void App::go_to_part(int index) {
    view_ = apply(std::move(view_), ShowPart{index}, film());
    const lessons::Part& part = shown_part();
    if (part.kind != lessons::PartKind::step) {
        return;  // to go where a question is answered would tell the answer
    }
    const auto beats = lecture_.part_beats();
    const std::size_t beat =
        running_anew() || beats.empty() ? 0 : beats[static_cast<std::size_t>(index)];
    if (beat != 0) {
        lecture_.takes_cursor_to(beat);
        view_ = apply(std::move(view_), Seek{static_cast<double>(beat)}, film());
        return;
    }
    if (!file_.empty()) {
        return;  // what a file holds is not run anew
    }
    part_to_go_to_ = index;
    experiment_.edit(scenario_for(experiment_.scenario(), part.at, part.with));
    plays_when_ready_ = false;
    view_.playback.playing = false;
}

// What would lead those who guess ahead of what they have seen; what was said of the last such deed
// is over with the next one that is done.
bool App::holds_back(const Intent& intent) {
    if (leads_ahead(intent, view_, *lesson_, lecture_.part_beats())) {
        view_.notice = {std::string{tr(view_.language, Str::predict_held)}};
        return true;
    }
    if (moves_cursor(intent) || std::holds_alternative<GoToPart>(intent)) {
        view_.notice = {};
    }
    return false;
}

// The intents that are about the lesson's text; false for others.
bool App::handle_part(const Intent& intent) {
    if (lesson_->parts.empty()) {
        return std::holds_alternative<GoToPart>(intent) ||
               std::holds_alternative<TurnPart>(intent) ||
               std::holds_alternative<AnswerQuestion>(intent);
    }
    if (const auto* wish = std::get_if<GoToPart>(&intent)) {
        go_to_part(std::clamp(wish->part, 0, page_count(*lesson_) - 1));
    } else if (const auto* turn = std::get_if<TurnPart>(&intent)) {
        const int wanted = std::clamp(view_.part + turn->direction, 0, page_count(*lesson_) - 1);
        if (wanted != view_.part) {
            go_to_part(wanted);
        }
    } else if (const auto* answer = std::get_if<AnswerQuestion>(&intent)) {
        PartProgress& progress = progress_with(view_, *lesson_, view_.part);
        const bool possible = shown_part().kind == lessons::PartKind::question &&
                              answer->choice < static_cast<int>(shown_part().options.size());
        if (possible && progress.answer < 0) {
            progress.answer = answer->choice;
        }
    } else {
        return false;
    }
    return true;
}

// Keys that answer: 1 to 4, and Enter to go on. False where nothing is asked.
bool App::handle_answer(const KeyPress& press) {
    const bool plain = !press.control && !press.shift && !press.alt;
    const int choice = static_cast<int>(press.key) - static_cast<int>(Key::digit_1);
    const bool digit = plain && choice >= 0 && choice < 4;
    const bool enter = plain && press.key == Key::enter && controls_.focused == 0;
    const bool covered = view_.palette_open || view_.help_open || view_.chooser_open ||
                         view_.exporting.open || view_.menu.open || view_.touches_open ||
                         view_.path_card != PathCard::none;
    if (covered || !(digit || enter)) {
        return false;
    }
    if (view_.prediction.on) {
        const auto question = lecture_.question(view_);
        if (enter) {
            handle(Step{StepKind::beat, 1});
        } else if (question && choice < static_cast<int>(question->choices.size())) {
            handle(Guess{choice});
        }
        return true;
    }
    if (lesson_->parts.empty() || shown_part().kind != lessons::PartKind::question ||
        told(*lesson_, view_) == Told::nothing) {
        return false;
    }
    if (digit) {
        handle(AnswerQuestion{choice});
    } else if (progress_with(view_, *lesson_, view_.part).answer >= 0) {
        handle(TurnPart{1});
    }
    return true;
}

}  // namespace coroscope::viz
