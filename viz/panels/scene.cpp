#include "viz/panels/scene.hpp"

#include <algorithm>
#include <array>

namespace coroscope::viz {

std::string_view choice_of(const lessons::Program& program, std::string_view variant) {
    for (const lessons::Choice& choice : program.choices) {
        if (choice.name == variant) {
            return choice.choice;
        }
    }
    return {};
}

const lessons::Program& program_with(const lessons::Lesson& lesson,
                                     std::span<const lessons::Choice> choices) {
    const lessons::Program& defaults = lesson.programs.front();
    const auto wanted = [&](const lessons::Choice& own) {
        for (const lessons::Choice& choice : choices) {
            if (choice.name == own.name) {
                return choice.choice;
            }
        }
        return choice_of(defaults, own.name);
    };
    for (const lessons::Program& program : lesson.programs) {
        const bool fits =
            std::all_of(program.choices.begin(), program.choices.end(),
                        [&](const lessons::Choice& own) { return own.choice == wanted(own); });
        if (fits) {
            return program;
        }
    }
    return defaults;
}

std::string_view choice_label(std::string_view variant, std::string_view choice) {
    struct Label {
        std::string_view variant;
        std::string_view choice;
        std::string_view label;
    };
    static constexpr std::array labels{
        Label{"sleep", "async", "await asyncio.sleep"},
        Label{"sleep", "blocking", "time.sleep"},
        Label{"read", "awaited", "await response.read()"},
        Label{"read", "forgotten", "response.read()"},
        Label{"collect", "wait", "asyncio.wait"},
        Label{"collect", "gather", "asyncio.gather"},
        Label{"collect", "one_by_one", "one by one"},
        Label{"handover", "threadsafe", "call_soon_threadsafe"},
        Label{"handover", "plain", "call_soon"},
    };
    for (const Label& each : labels) {
        if (each.variant == variant && each.choice == choice) {
            return each.label;
        }
    }
    return choice;
}

}  // namespace coroscope::viz
