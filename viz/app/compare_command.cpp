#include "viz/app/compare_command.hpp"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "viz/app/execute.hpp"
#include "viz/app/locale.hpp"
#include "viz/app/run_command.hpp"
#include "viz/app/text_timeline.hpp"
#include "viz/model/comparison.hpp"
#include "viz/model/phrases.hpp"

namespace coroscope {
namespace {

/// The choice that the scenario makes for that variant, named or by default.
std::string choice_of(const Scenario& scenario, const std::string& name) {
    const auto program = find_program(scenario);
    const auto found = std::ranges::find(program->choices, name, &lessons::Choice::name);
    return found == program->choices.end() ? std::string{} : std::string{found->choice};
}

void print_run(const std::string& name, const Execution& execution, bool timeline) {
    std::cout << "== " << name << "\n";
    for (const auto& print : viz::summarize(execution.recording).prints) {
        std::cout << print.text << "\n";
    }
    if (!execution.error.empty()) {
        std::cout << execution.error << "\n";
    }
    for (const std::string& note : execution.notes) {
        std::cout << note << "\n";
    }
    if (timeline) {
        std::cout << "\n" << viz::text_timeline(execution.recording);
    }
    std::cout << "\n";
}

}  // namespace

int compare_headless(const Scenario& scenario, const std::string& variant, bool timeline) {
    const auto [name, choice] = parse_variant(variant);
    Scenario changed = scenario;
    changed.variants.emplace_back(name, choice);
    find_program(changed);  // throws for a variant that there is not
    const std::string before = choice_of(scenario, name);
    if (before == choice) {
        throw UsageError{
            fmt::format("--compare {}: that is what runs anyway; choose the other", variant)};
    }
    const auto one = execute(scenario);
    const auto other = execute(changed);
    const std::string one_name = fmt::format("{}={}", name, before);
    print_run(one_name, *one, timeline);
    print_run(variant, *other, timeline);

    const viz::Language language = viz::language_of_locale();
    const auto found =
        viz::differences(one->recording, one_name, other->recording, variant, language);
    std::cout << viz::say(language, viz::Say::differs_heading) << "\n";
    for (const viz::Difference& difference : found) {
        std::cout << "- " << difference.sentence << "\n";
    }
    if (found.empty()) {
        std::cout << "- " << viz::say(language, viz::Say::differs_nothing) << "\n";
    }
    std::cout << std::flush;
    return std::max(one->exit_code, other->exit_code);
}

}  // namespace coroscope
