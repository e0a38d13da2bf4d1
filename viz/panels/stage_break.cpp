#include "viz/panels/stage_break.hpp"

namespace coroscope::viz {
namespace {

/// True where a name may go on in a next line: behind a `_` or `.`, before its arguments.
bool may_break(std::string_view name, std::size_t at) {
    const bool behind = name[at - 1] == '_' || name[at - 1] == '.';
    return (at > 1 && behind && name[at] != '_') || (name[at] == '(' && name.size() > at + 2);
}

/// Rather more than Inter's letters take at 13 design pixels.
float careful_width(std::string_view text) {
    float width = 0;
    for (const char letter : text) {
        const std::string_view one{&letter, 1};
        const bool slim = std::string_view{"fijlrt.,()[]'1"}.find(one) != std::string_view::npos;
        const bool broad = std::string_view{"mwMW@"}.find(one) != std::string_view::npos;
        const bool capital = letter >= 'A' && letter <= 'Z';
        width += slim ? 5.0f : broad ? 11.0f : capital ? 9.0f : 7.4f;
    }
    return width;
}

/// What Inter's letters take at 12 design pixels.
float least_width(std::string_view text) {
    struct Group {
        std::string_view letters;
        float width;
    };
    static constexpr Group groups[] = {
        {"ijl.,:;'|", 3.0f}, {"frt()[]", 4.5f}, {"_", 5.4f},     {"skxz1", 6.5f}, {"acvyJ", 6.8f},
        {"enuhLF", 7.1f},    {"gopq", 7.3f},    {"bdTEP", 7.6f}, {"m", 10.4f},    {"wMW@", 10.8f}};
    constexpr float others = 8.2f;
    float width = 0;
    for (const char letter : text) {
        float own = letter >= '0' && letter <= '9' ? 7.5f : others;
        for (const Group& group : groups)
            if (group.letters.find(letter) != std::string_view::npos) own = group.width;
        width += own;
    }
    return width;
}

}  // namespace

std::vector<std::string_view> broken_name(std::string_view name, float width,
                                          const std::function<float(std::string_view)>& width_of) {
    std::vector<std::string_view> lines;
    while (!name.empty()) {
        std::size_t end = width_of(name) <= width ? name.size() : 0;
        for (std::size_t at = 1; end != name.size() && at < name.size(); ++at)
            if (may_break(name, at) && width_of(name.substr(0, at)) <= width) end = at;
        if (end == 0) return {};
        lines.push_back(name.substr(0, end));
        name.remove_prefix(end);
    }
    return lines;
}

std::size_t name_lines_needed(std::string_view name, float width, NameGuess guess) {
    const auto guessed = guess == NameGuess::careful ? careful_width : least_width;
    const std::size_t lines = broken_name(name, width, guessed).size();
    return lines <= most_name_lines ? lines : 0;
}

}  // namespace coroscope::viz
