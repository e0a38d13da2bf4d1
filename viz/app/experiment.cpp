#include "viz/app/experiment.hpp"

#include <utility>

#include "viz/model/divergence.hpp"

namespace coroscope::viz {

Experiment::Experiment(std::function<void()> wake) : runner_{std::move(wake)} {}

void Experiment::begin(Scenario scenario) {
    edits_ = {std::move(scenario), {}, {}};
    grabbed_.reset();
    drop_when_ready_.reset();
    ghost_.reset();
    // Until the run is there, the panels show its beginning: nothing has happened yet.
    shown_ = {edits_.now, empty_film(), {}};
    ask(Pending::start, edits_.now);
}

void Experiment::leave() {
    put_back();
    edits_ = {};
    ghost_.reset();
    shown_ = {};
    pending_ = Pending::none;
    runner_.give_up();
}

void Experiment::edit(Scenario scenario) { go_to(edited(edits_, std::move(scenario))); }

void Experiment::go_to(Edits edits) {
    put_back();
    const bool runs_anew = edits.now != edits_.now;
    edits_ = std::move(edits);
    if (runs_anew) {
        ask(pending_ == Pending::start ? Pending::start : Pending::edit, edits_.now);
    }
}

void Experiment::ask(Pending pending, Scenario scenario) {
    pending_ = pending;
    runner_.ask(std::move(scenario));
}

void Experiment::grab(std::size_t index) {
    if (busy() || grabbed_ || index >= edits_.now.interventions.size()) {
        return;
    }
    grabbed_ = index;
    before_drag_ = shown_;
    ghost_before_drag_ = ghost_;
    // Switched off, so that the others keep their numbers.
    ask(Pending::grab, switched(edits_.now, index, false));
}

void Experiment::drop(double position) {
    if (!grabbed_) {
        return;
    }
    if (busy()) {
        drop_when_ready_ = position;
        return;
    }
    const When when = moment_at(shown_.film->recording, shown_.film->beats, position);
    Scenario next = moved(edits_.now, *grabbed_, when, shown_.film->recording);
    if (next == edits_.now) {
        return put_back();
    }
    grabbed_.reset();
    edit(std::move(next));
}

void Experiment::put_back() {
    if (grabbed_) {
        grabbed_.reset();
        drop_when_ready_.reset();
        pending_ = Pending::none;
        shown_ = std::exchange(before_drag_, {});
        ghost_ = std::exchange(ghost_before_drag_, std::nullopt);
    }
}

std::optional<NewFilm> Experiment::collect(double position) {
    std::optional<Finished> finished = runner_.take();
    if (!finished || pending_ == Pending::none) {
        return std::nullopt;
    }
    const Pending was = std::exchange(pending_, Pending::none);
    Shown next{std::move(finished->scenario), std::move(finished->film),
               std::move(finished->outcomes)};
    NewFilm news;
    if (was == Pending::start) {
        shown_ = std::move(next);
        news.from_the_start = true;
    } else if (was == Pending::live) {
        shown_ = std::move(next);
        news.grown = true;
    } else {
        news = show(std::move(next), position);
    }
    news.error = std::move(finished->error);
    if (const auto there = std::exchange(drop_when_ready_, std::nullopt)) {
        drop(*there);
    }
    return news;
}

std::optional<NewFilm> Experiment::look(double position) {
    if (pending_ == Pending::none || pending_ == Pending::grab) {
        return std::nullopt;
    }
    std::optional<Finished> seen = runner_.look();
    if (!seen) {
        return std::nullopt;
    }
    const Pending was = std::exchange(pending_, Pending::live);
    shown_ = {std::move(seen->scenario), std::move(seen->film), {}};
    ghost_.reset();
    return NewFilm{.from_the_start = was != Pending::live,
                   .grown = was == Pending::live,
                   .position = position};
}

NewFilm Experiment::show(Shown next, double position) {
    const trace::Recording& was = shown_.film->recording;
    const trace::Recording& is = next.film->recording;
    const std::size_t common = common_prefix(was, is);
    NewFilm news;
    const bool same_variants = next.scenario.variants == shown_.scenario.variants;
    const bool same_program = same_variants && next.scenario.program == shown_.scenario.program;
    const bool repeatable = next.scenario.clock == ClockKind::virtual_clock;
    const bool was_repeatable = shown_.scenario.clock == ClockKind::virtual_clock;
    if (same_program && repeatable && was_repeatable &&
        common < promised_prefix(shown_.scenario, was, next.scenario, is)) {
        news.differs_at = shown_.film->beats.beat_of_seq(common);
    }
    // What is changed in the sandbox is seen where one was looking.
    news.from_the_start = !same_variants || !repeatable;
    news.position = kept_position(shown_.film->beats, next.film->beats, common, position);
    ghost_.reset();
    if (common < was.events.size() || common < is.events.size()) {
        ghost_ = {shown_.film, common,
                  matched_tracks(is, next.film->tracks, was, shown_.film->tracks)};
    }
    shown_ = std::move(next);
    return news;
}

Touched Experiment::touched() const {
    return {.scenario = &edits_.now,
            .outcomes = shown_.outcomes,
            .ghost = ghost_ ? &*ghost_ : nullptr,
            .former = edits_.before.empty() ? nullptr : &edits_.before.back(),
            .can_undo = !edits_.before.empty(),
            .can_redo = !edits_.after.empty()};
}

}  // namespace coroscope::viz
