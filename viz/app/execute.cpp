#include "viz/app/execute.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lessons/sandbox/interpreter.hpp"
#include "lessons/sandbox/listing.hpp"
#include "runtime/steady_clock.hpp"
#include "runtime/virtual_clock.hpp"

namespace coroscope {
namespace {

const lessons::Lesson& find_lesson(int number) {
    const auto all = lessons::all();
    const auto found = std::find_if(all.begin(), all.end(), [&](const lessons::Lesson& lesson) {
        return lesson.number == number;
    });
    if (found == all.end()) {
        throw UsageError{fmt::format("there is no lesson {}: 'coroscope list' shows them", number)};
    }
    return *found;
}

const lessons::Variant& find_variant(const lessons::Lesson& lesson, const std::string& name) {
    std::vector<std::string_view> names;
    for (const lessons::Variant& variant : lesson.variants) {
        if (variant.name == name) {
            return variant;
        }
        names.push_back(variant.name);
    }
    throw UsageError{fmt::format("lesson {} has no variant '{}': it has {}", lesson.number, name,
                                 fmt::join(names, ", "))};
}

/// One choice for each variant of the lesson: what was asked for, else the default.
std::vector<std::string_view> choices_of(const lessons::Lesson& lesson, const Scenario& scenario) {
    std::vector<std::string_view> choices;
    for (const lessons::Variant& variant : lesson.variants) {
        choices.push_back(variant.choices.front());
    }
    for (const auto& [name, choice] : scenario.variants) {
        const lessons::Variant& variant = find_variant(lesson, name);
        if (std::ranges::find(variant.choices, choice) == variant.choices.end()) {
            throw UsageError{fmt::format("{} has no choice '{}': it has {}", name, choice,
                                         fmt::join(variant.choices, ", "))};
        }
        choices[static_cast<std::size_t>(&variant - lesson.variants.data())] = choice;
    }
    return choices;
}

std::unique_ptr<Clock> make_clock(ClockKind kind) {
    switch (kind) {
        case ClockKind::virtual_clock:
            return std::make_unique<VirtualClock>();
        case ClockKind::steady_clock:
            return std::make_unique<SteadyClock>();
    }
    return nullptr;
}

/// What was put together in the sandbox.
sandbox::Program own_program(const lessons::Lesson& lesson, const Scenario& scenario) {
    if (!sandbox::is_sandbox(lesson)) {
        throw UsageError{fmt::format("lesson {} has its own program: 'lesson {}' runs others",
                                     lesson.number, lessons::all().back().number)};
    }
    try {
        sandbox::Program program = sandbox::parse(scenario.program);
        if (program.loops > 1 && scenario.clock == ClockKind::steady_clock) {
            throw UsageError{
                "a sandbox program with several loops runs on the virtual clock only: "
                "leave 'clock steady' out"};
        }
        return program;
    } catch (const std::invalid_argument& error) {
        throw UsageError{error.what()};
    }
}

}  // namespace

std::shared_ptr<const lessons::Program> built_in(const lessons::Program& program) {
    return {std::shared_ptr<void>{}, &program};
}

std::shared_ptr<const lessons::Program> find_program(const Scenario& scenario) {
    const lessons::Lesson& lesson = find_lesson(scenario.lesson);
    const auto wanted = choices_of(lesson, scenario);
    if (!scenario.program.empty()) {
        return sandbox::listing(own_program(lesson, scenario));
    }
    const auto found = std::ranges::find_if(lesson.programs, [&](const lessons::Program& program) {
        return std::ranges::equal(program.choices, wanted, {}, &lessons::Choice::choice);
    });
    // The generator compiles every combination.
    return built_in(*found);
}

trace::Recording Running::so_far() const {
    trace::Recording recording = recorder_.recording(about_);
    const std::int64_t now = std::max(clock().now_ns(), recording.events.back().t_ns);
    recording.events.push_back({.t_ns = now, .thread = 1, .kind = trace::Kind::line});
    return recording;
}

std::shared_ptr<const Execution> execute(const Scenario& scenario,
                                         std::function<void(Stream, std::string_view)> output,
                                         const std::function<void(Running*)>& watch) {
    const auto program = find_program(scenario);
    std::optional<sandbox::Interpreter> interpreter;
    if (!scenario.program.empty()) {
        interpreter.emplace(own_program(find_lesson(scenario.lesson), scenario));
    }
    const auto clock = make_clock(scenario.clock);
    std::string about = fmt::format("lesson={}", scenario.lesson);
    for (const lessons::Choice& choice : program->choices) {
        about += fmt::format(" {}={}", choice.name, choice.choice);
    }
    about += interpreter ? " program=own" : "";
    about += fmt::format(" clock={} language=cpp", clock->name());
    trace::Recorder recorder{*clock};
    ProgramRun run{{.clock = *clock,
                    .recorder = &recorder,
                    .output = std::move(output),
                    .interventions = scenario.interventions,
                    .max_events = interpreter ? sandbox::most_events : RunOptions::usual_events}};
    Running running{run, recorder, about};
    if (watch) {
        watch(&running);
    }
    RunOutcome outcome = run.execute([&] { interpreter ? interpreter->run() : program->run(); });
    if (watch) {
        watch(nullptr);
    }
    about += outcome.repeatable ? "" : " repeatable=no";
    auto execution = std::make_shared<Execution>();
    execution->recording = recorder.recording(about);
    execution->exit_code = !outcome.error.empty() ? 1 : !outcome.notes.empty() ? 2 : 0;
    execution->error = std::move(outcome.error);
    execution->notes = std::move(outcome.notes);
    execution->repeatable = outcome.repeatable;
    execution->interventions = std::move(outcome.interventions);
    return execution;
}

}  // namespace coroscope
