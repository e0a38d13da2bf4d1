#include "viz/model/about.hpp"

#include <algorithm>

namespace coroscope::viz {

std::vector<std::pair<std::string_view, std::string_view>> about(
    const trace::Recording& recording) {
    std::vector<std::pair<std::string_view, std::string_view>> result;
    if (recording.events.empty() || recording.events.front().kind != trace::Kind::recording ||
        recording.events.front().text >= recording.strings.size()) {
        return result;
    }
    std::string_view rest = recording.text(recording.events.front());
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(0, end);
        const std::size_t equals = word.find('=');
        if (equals != std::string_view::npos) {
            result.emplace_back(word.substr(0, equals), word.substr(equals + 1));
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return result;
}

std::string_view about(const trace::Recording& recording, std::string_view name) {
    for (const auto& [each, value] : about(recording)) {
        if (each == name) {
            return value;
        }
    }
    return {};
}

}  // namespace coroscope::viz
