// Runs a lesson's program without a window: a scenario in, a recording out.
//
// Thread rule: `execute` runs the program on the calling thread and returns when it has ended; the
// window calls it on a thread of its own.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "lessons/lessons.hpp"
#include "runtime/program_run.hpp"
#include "runtime/trace/scenario.hpp"

namespace coroscope {

/// What a person asked for cannot be had: one line that says what, where, and what to do.
class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Execution {
    trace::Recording recording;
    std::string error;               ///< what left the program uncaught, or empty
    std::vector<std::string> notes;  ///< what the person's interventions could not do
    /// What became of each intervention of the scenario, in their order.
    std::vector<InterventionOutcome> interventions;
    bool repeatable = true;  ///< false where somebody outside of the program took part
    int exit_code = 0;       ///< 0; 1 where the program failed; 2 where only notes are left
};

/// A program that runs. Any thread may look at it and act on it.
class Running {
public:
    Running(ProgramRun& run, const trace::Recorder& recorder, std::string about)
        : run_{run}, recorder_{recorder}, about_{std::move(about)} {}

    [[nodiscard]] Clock& clock() const { return run_.clock(); }
    /// ProgramRun::intervene: do that now, as another thread would.
    void intervene(const Intervention& intervention) const { run_.intervene(intervention); }
    /// What it has recorded so far, on the steady clock; then an event that only says how late it
    /// is, of no kind that means anything.
    [[nodiscard]] trace::Recording so_far() const;

private:
    ProgramRun& run_;
    const trace::Recorder& recorder_;
    std::string about_;
};

/// Run the lesson to its end. `output` gets each line that it prints, as it is printed. Throws
/// UsageError for an unknown lesson, variant or choice. `watch` is given the run before it starts,
/// as to interrupt it from elsewhere, and null when that is about to go.
std::shared_ptr<const Execution> execute(const Scenario& scenario,
                                         std::function<void(Stream, std::string_view)> output = {},
                                         const std::function<void(Running*)>& watch = {});

/// The program that a scenario asks for: a compiled combination, or what was put together in the
/// sandbox. Throws UsageError.
std::shared_ptr<const lessons::Program> find_program(const Scenario& scenario);

/// A program that lives for as long as ours does.
std::shared_ptr<const lessons::Program> built_in(const lessons::Program& program);

}  // namespace coroscope
