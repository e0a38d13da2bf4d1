// With what the present scenario can be compared: without anything done, with another choice of a
// variant, and as it was before the last edit.
//
// Pure: no drawing.
#pragma once

#include <string>
#include <vector>

#include "lessons/lessons.hpp"
#include "runtime/trace/scenario.hpp"
#include "viz/panels/strings.hpp"

namespace coroscope::viz {

struct Rival {
    std::string key;    ///< what the view remembers: `untouched`, `former`, `sleep=blocking`
    std::string label;  ///< on its button
    Scenario scenario;
};

/// All of them, the most telling first; `former` is the scenario before the last edit, or null.
std::vector<Rival> rivals_of(const lessons::Lesson& lesson, const Scenario& present,
                             const Scenario* former, Language language);

/// The one of that key, or null.
const Rival* find_rival(const std::vector<Rival>& rivals, std::string_view key);

}  // namespace coroscope::viz
