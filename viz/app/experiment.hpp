// What the person works on: the scenario with its history, the film of its run and the future that
// there would have been. An edit runs the program anew, aside; until that is done the old film
// shows.
//
// Thread rule: the window's thread; programs run on the Runner's.
// Invariant: the film is that of the scenario or, while `busy` or dragging, of the one before.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/app/runner.hpp"
#include "viz/model/edit.hpp"
#include "viz/panels/touched.hpp"

namespace coroscope::viz {

/// A run has finished, and the film is another.
struct NewFilm {
    bool from_the_start = false;  ///< it is another program: no cursor of before fits it
    bool grown = false;           ///< it is the same run, which has gone on meanwhile
    double position = 0;          ///< where the cursor stays
    std::string error;            ///< what left the program uncaught, or why it did not run
    /// The first beat that an edit should have left as it was and did not.
    std::optional<std::size_t> differs_at;
};

class Experiment {
public:
    explicit Experiment(std::function<void()> wake);

    /// Another program: nothing of before is left.
    void begin(Scenario scenario);
    /// No program: something else shows.
    void leave();
    /// An edit of the present scenario.
    void edit(Scenario scenario);
    void undo() { go_to(undone(edits_)); }
    void redo() { go_to(redone(edits_)); }
    void dismiss_ghost() { ghost_.reset(); }

    /// Takes an intervention off: until it is dropped or put back, the film is that of the scenario
    /// without it.
    void grab(std::size_t index);
    /// Lets it go at a position of that film.
    void drop(double position);
    void put_back();
    [[nodiscard]] bool dragging() const { return grabbed_.has_value(); }

    /// Takes over a run that has finished, where there is one; `position` is the cursor's.
    std::optional<NewFilm> collect(double position);
    /// Looks how far the run has come that goes on in real time.
    std::optional<NewFilm> look(double position);
    /// Does that to it, at once. False where it has ended meanwhile.
    bool intervene(const Intervention& intervention) { return runner_.intervene(intervention); }
    /// Runs the same again.
    void run_again() { ask(Pending::start, edits_.now); }

    [[nodiscard]] bool busy() const { return pending_ != Pending::none && !live(); }
    /// The film is that of a run that goes on in real time.
    [[nodiscard]] bool live() const { return pending_ == Pending::live; }
    [[nodiscard]] bool starting() const { return pending_ == Pending::start; }
    [[nodiscard]] const Scenario& scenario() const { return edits_.now; }
    [[nodiscard]] const std::shared_ptr<const Film>& film() const { return shown_.film; }
    /// The scenario of which the film is.
    [[nodiscard]] const Scenario& shown_scenario() const { return shown_.scenario; }
    [[nodiscard]] Touched touched() const;

private:
    enum class Pending { none, start, edit, grab, live };
    /// A film and the scenario of which it is.
    struct Shown {
        Scenario scenario;
        std::shared_ptr<const Film> film = empty_film();
        std::vector<InterventionOutcome> outcomes;
    };

    void go_to(Edits edits);
    void ask(Pending pending, Scenario scenario);
    NewFilm show(Shown next, double position);

    Edits edits_;
    Shown shown_;
    std::optional<Ghost> ghost_;
    Pending pending_ = Pending::none;
    std::optional<std::size_t> grabbed_;
    Shown before_drag_;
    std::optional<Ghost> ghost_before_drag_;
    std::optional<double> drop_when_ready_;
    Runner runner_;
};

}  // namespace coroscope::viz
