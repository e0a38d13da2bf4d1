// What the person does to the program: the part of App (app.hpp) that edits the scenario.
#include "viz/app/app.hpp"
#include "viz/app/scenario_files.hpp"
#include "viz/app/typed_path.hpp"
#include "viz/model/file_words.hpp"
#include "viz/model/playback.hpp"
#include "viz/panels/rivals.hpp"
#include "viz/panels/touch_words.hpp"

namespace coroscope::viz {

double App::cursor() const {
    const Playback& now = view_.playback;
    return now.playing ? now.position : now.target;
}

bool App::touch(const Intent& intent) {
    if (const auto* act_wish = std::get_if<Touch>(&intent)) {
        act(*act_wish);
    } else if (const auto* drag_wish = std::get_if<DragTouch>(&intent)) {
        drag(*drag_wish);
    } else if (const auto* remove = std::get_if<RemoveTouch>(&intent)) {
        view_.touched.reset();
        experiment_.edit(without(experiment_.scenario(), remove->index));
    } else if (std::holds_alternative<RemoveAllTouches>(intent)) {
        view_.touched.reset();
        experiment_.edit(untouched(experiment_.scenario()));
    } else if (const auto* turn = std::get_if<SwitchTouch>(&intent)) {
        experiment_.edit(switched(experiment_.scenario(), turn->index, turn->on));
    } else if (std::holds_alternative<Undo>(intent) || std::holds_alternative<Redo>(intent)) {
        view_.touched.reset();
        view_.notice = {};
        plays_when_ready_ = view_.playback.playing;
        std::holds_alternative<Undo>(intent) ? experiment_.undo() : experiment_.redo();
    } else if (std::holds_alternative<DismissGhost>(intent)) {
        experiment_.dismiss_ghost();
    } else if (std::holds_alternative<ToggleCompare>(intent)) {
        toggle_comparison();
    } else if (const auto* save = std::get_if<SaveScenario>(&intent)) {
        save_scenario(typed_path(save->path));
    } else if (const auto* listing = std::get_if<SaveListing>(&intent)) {
        save_listing(typed_path(listing->path));
    } else if (const auto* built = std::get_if<Build>(&intent)) {
        build(built->program);
    } else {
        return false;
    }
    return true;
}

// The scenario with something done at the cursor; where that cannot be, a notice says why.
void App::act(const Touch& wish) {
    view_.menu = {};
    view_.notice = {};
    if (experiment_.live()) {
        return act_live(wish);
    }
    if (!film().touchable) {
        view_.notice = {reason_text({Impossible::not_repeatable, {}}, view_.language)};
        return;
    }
    // A step in mid-air counts as made, and the cursor may have moved since the last frame.
    view_.playback.position = cursor();
    move_worlds();
    if (const Refusal refusal = refused(film(), now_, wish); refusal) {
        view_.notice = {reason_text(refusal, view_.language)};
        return;
    }
    view_.touched.reset();
    const Intervention made = intervention_of(film(), now_, cursor(), wish);
    experiment_.edit(with(experiment_.scenario(), made, film().recording));
}

// The same to a program that runs in real time: now, whatever the cursor looks at.
void App::act_live(const Touch& wish) {
    Refusal refusal = wish.action == Intervention::Action::block
                          ? Refusal{Impossible::not_repeatable, {}}
                          : refused(film(), live_, wish);
    if (!refusal) {
        const auto end = static_cast<double>(film().beats.last());
        Intervention made = intervention_of(film(), live_, end, wish);
        made.when = At{};
        if (experiment_.intervene(made)) {
            return;
        }
        refusal = {Impossible::not_repeatable, {}};  // it has just ended
    }
    view_.notice = {reason_text(refusal, view_.language)};
}

void App::drag(const DragTouch& wish) {
    switch (wish.phase) {
        case DragTouch::Phase::grab:
            view_.playback = seek(view_.playback, film().beats, cursor());
            view_.touched = wish.index;
            experiment_.grab(wish.index);
            view_.drag = {experiment_.dragging(), wish.index, wish.position};
            return;
        case DragTouch::Phase::move:
            view_.drag.position = wish.position;
            return;
        case DragTouch::Phase::drop:
            view_.drag = {};
            view_.touched.reset();
            return experiment_.drop(wish.position);
        case DragTouch::Phase::put_back:
            view_.drag = {};
            return experiment_.put_back();
    }
}

void App::toggle_comparison() {
    const std::vector<Rival> all = rivals();
    const bool ends = !view_.rival.empty();
    view_.rival = ends || all.empty() ? std::string{} : all.front().key;
    view_.notice = {};
    if (!ends && all.empty()) {
        view_.notice.text = tr(view_.language, Str::nothing_to_compare);
    }
}

std::vector<Rival> App::rivals() const {
    return rivals_of(*lesson_, experiment_.scenario(), experiment_.touched().former,
                     view_.language);
}

// Runs the rival where it is not the one whose film is there.
void App::follow_rival() {
    const std::vector<Rival> all = view_.rival.empty() ? std::vector<Rival>{} : rivals();
    const Rival* wanted = find_rival(all, view_.rival);
    if (wanted == nullptr) {
        rival_film_.reset();
        rival_asked_.reset();
        return;
    }
    if (rival_asked_ != wanted->scenario) {
        rival_asked_ = wanted->scenario;
        rival_runner_.ask(wanted->scenario);
    }
}

// What differs is looked for once for each pair of films.
void App::compare_with_rival() {
    const std::tuple now{&film(), rival_film_.get(), view_.language};
    if (std::exchange(compared_, now) == now) {
        return;
    }
    differences_.clear();
    const std::vector<Rival> all = rivals();
    if (const Rival* rival = find_rival(all, view_.rival);
        rival != nullptr && rival_film_ != nullptr) {
        differences_ = differences(film().recording, tr(view_.language, Str::compare_present),
                                   rival_film_->recording, rival->label, view_.language);
    }
}

void App::save_scenario(const std::string& path) {
    tell_saved(path, write_text_file(path, write_scenario(experiment_.scenario())));
}

// What the person is told of a file that was to be saved; the card stays open where it was not.
void App::tell_saved(const std::string& path, const std::string& problem) {
    if (!problem.empty()) {
        view_.notice = {file_words(view_.language, problem)};
        return;
    }
    view_.path_card = PathCard::none;
    view_.notice = {tr(view_.language, Str::scenario_saved, {path}), Notice::Kind::news};
}

}  // namespace coroscope::viz
