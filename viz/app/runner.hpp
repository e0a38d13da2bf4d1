// Runs programs on a thread of their own, so that the window never waits for one.
//
// Thread rule: `ask` and `take` from the window's thread; `wake` is called from the other one.
// Invariant: at most one program runs; of several wishes only the newest is carried out.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "viz/app/execute.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz {

/// A program that has run.
struct Finished {
    Scenario scenario;
    std::shared_ptr<const Film> film;
    std::vector<InterventionOutcome> outcomes;  ///< by intervention of the scenario
    std::string error;  ///< what left the program uncaught, or why it did not run
};

class Runner {
public:
    /// `wake` is called when something is there to take.
    explicit Runner(std::function<void()> wake);
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;
    /// A program that is still running is given up, which it soon notices.
    ~Runner();

    /// Runs this next, instead of anything that waits to be run; what runs now is given up.
    void ask(Scenario scenario);
    /// Nothing is wanted any more: what runs is given up.
    void give_up();
    /// What has finished since, if it is still what was asked for last.
    std::optional<Finished> take();
    /// What was asked for last, as far as it has come: a film that ends now. Nothing where it has
    /// not begun, has ended, or does not run in real time.
    std::optional<Finished> look();
    /// Do that to the program that runs, at once; false where none does.
    bool intervene(const Intervention& intervention);

private:
    struct Shared;
    static void work(const std::shared_ptr<Shared>& shared);

    std::shared_ptr<Shared> shared_;
    std::thread thread_;
};

}  // namespace coroscope::viz
