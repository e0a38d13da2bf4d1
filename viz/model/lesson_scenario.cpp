#include "viz/model/lesson_scenario.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "viz/model/moment.hpp"

namespace coroscope::viz {

namespace {

void choose(Scenario& scenario, const std::string& name, const std::string& choice) {
    for (auto& [present, value] : scenario.variants) {
        if (present == name) {
            value = choice;
            return;
        }
    }
    scenario.variants.emplace_back(name, choice);
}

bool fits(const Scenario& scenario, const Alternative& alternative) {
    return std::all_of(
        alternative.variants.begin(), alternative.variants.end(), [&](const auto& wanted) {
            const auto chosen =
                std::find_if(scenario.variants.begin(), scenario.variants.end(),
                             [&](const auto& variant) { return variant.first == wanted.first; });
            return chosen != scenario.variants.end() &&
                   std::find(wanted.second.begin(), wanted.second.end(), chosen->second) !=
                       wanted.second.end();
        });
}

}  // namespace

Scenario with_lines(Scenario present, std::string_view lines) {
    std::string text{lines};
    std::replace(text.begin(), text.end(), ';', '\n');
    Scenario said = parse_scenario(text, "lesson");
    for (const auto& [name, choice] : said.variants) {
        choose(present, name, choice);
    }
    if (!said.interventions.empty()) {
        present.interventions = std::move(said.interventions);
    }
    return present;
}

Scenario scenario_for(const Scenario& present, std::string_view at, std::string_view with) {
    Scenario scenario = with_lines(present, with);
    const std::vector<Alternative> all = parse_at(at);
    const bool some = std::any_of(all.begin(), all.end(), [&](const Alternative& alternative) {
        return fits(scenario, alternative);
    });
    if (!some && !all.empty()) {
        for (const auto& [name, choices] : all.front().variants) {
            const Alternative only{{{name, choices}}, {}};
            if (!fits(scenario, only)) {
                choose(scenario, name, choices.front());
            }
        }
    }
    return scenario;
}

}  // namespace coroscope::viz
