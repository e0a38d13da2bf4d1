#include "viz/panels/lesson_runs.hpp"

namespace coroscope::viz {

namespace {

// A bold name of a state has the colour that the state has everywhere.
ImU32 state_colour(const Theme& theme, std::string_view word) {
    struct Named {
        std::string_view name;
        Look look;
    };
    static constexpr Named named[] = {{"Pending", Look::ready},
                                      {"Running", Look::running},
                                      {"Done", Look::done},
                                      {"Cancelled", Look::cancelled},
                                      {"CancelledError", Look::cancelled}};
    for (const Named& each : named) {
        if (each.name == word) {
            return theme.look(each.look).text;
        }
    }
    return 0;
}

}  // namespace

std::vector<RichRun> styled(const Block& block, const TextStyle& base, const Theme& theme) {
    std::vector<RichRun> runs;
    for (const Run& run : block.runs) {
        RichRun rich{run.text, base, false};
        switch (run.style) {
            case RunStyle::plain:
                break;
            case RunStyle::bold:
            case RunStyle::emphasis:
                rich.style.face = run.style == RunStyle::bold ? Face::bold : Face::semibold;
                rich.style.colour = state_colour(theme, run.text);
                break;
            case RunStyle::code:
                rich.style.face = Face::mono;
                rich.style.size = base.size - 1;
                rich.boxed = block.kind != BlockKind::heading;
                break;
        }
        runs.push_back(rich);
    }
    return runs;
}

}  // namespace coroscope::viz
