#include "viz/panels/rivals.hpp"

#include <algorithm>

#include "viz/model/edit.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope::viz {

std::vector<Rival> rivals_of(const lessons::Lesson& lesson, const Scenario& present,
                             const Scenario* former, Language language) {
    std::vector<Rival> rivals;
    if (!present.interventions.empty()) {
        rivals.push_back({"untouched", tr(language, Str::rival_untouched), untouched(present)});
    }
    for (const lessons::Variant& variant : lesson.variants) {
        const auto chosen =
            std::find_if(present.variants.begin(), present.variants.end(),
                         [&](const auto& each) { return each.first == variant.name; });
        for (const std::string_view choice : variant.choices) {
            if (chosen != present.variants.end() && chosen->second == choice) {
                continue;
            }
            rivals.push_back({std::string{variant.name} + "=" + std::string{choice},
                              std::string{choice_label(variant.name, choice)},
                              with_choice(present, variant.name, choice)});
        }
    }
    if (former != nullptr && *former != present) {
        const bool known = std::any_of(rivals.begin(), rivals.end(), [&](const Rival& rival) {
            return rival.scenario == *former;
        });
        if (!known) {
            rivals.push_back({"former", tr(language, Str::rival_former), *former});
        }
    }
    return rivals;
}

const Rival* find_rival(const std::vector<Rival>& rivals, std::string_view key) {
    const auto found = std::find_if(rivals.begin(), rivals.end(),
                                    [&](const Rival& rival) { return rival.key == key; });
    return found == rivals.end() ? nullptr : &*found;
}

}  // namespace coroscope::viz
