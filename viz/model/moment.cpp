#include "viz/model/moment.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace coroscope::viz {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<double> number_of(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

std::int64_t nanoseconds(double seconds) { return std::llround(seconds * 1e9); }

// Takes the next word off, or the next string with its quotes.
std::string_view take_word(std::string_view& rest) {
    rest = trimmed(rest);
    std::size_t end = rest.find(' ');
    if (rest.starts_with('"')) {
        const std::size_t close = rest.find('"', 1);
        end = close == std::string_view::npos ? close : close + 1;
    }
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(word.size());
    return word;
}

bool parse_span(std::string_view word, Moment& moment) {
    const std::size_t dots = word.find("..");
    const auto from = number_of(word.substr(0, dots));
    const auto to = dots == std::string_view::npos ? from : number_of(word.substr(dots + 2));
    if (!from || !to) {
        return false;
    }
    moment.from_ns = nanoseconds(*from);
    moment.to_ns = nanoseconds(*to);
    return true;
}

bool parse_word(std::string_view word, Moment& moment) {
    if (word.starts_with('"')) {
        moment.text = std::string{word.substr(1, word.size() - 2)};
        return word.size() >= 2 && word.ends_with('"');
    }
    if (word.starts_with('@')) {
        return parse_span(word.substr(1), moment);
    }
    if (word.starts_with('#') || word.starts_with('=')) {
        const auto number = number_of(word.substr(1));
        if (number && word.starts_with('=')) {
            moment.value = static_cast<std::int64_t>(*number);
        } else if (number && *number >= 1) {
            moment.occurrence = static_cast<std::size_t>(*number);
        } else {
            return false;
        }
        return true;
    }
    // Labels may hold blanks: `fetch(…, '/tea')`.
    moment.task += (moment.task.empty() ? "" : " ") + std::string{word};
    return true;
}

bool matches(std::string_view pattern, std::string_view text) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) {
        return pattern == text;
    }
    const std::string_view tail = pattern.substr(star + 1);
    return text.size() >= pattern.size() - 1 && text.starts_with(pattern.substr(0, star)) &&
           text.ends_with(tail);
}

std::string_view string_of(const trace::Recording& recording, std::uint64_t id) {
    return id < recording.strings.size() ? std::string_view{recording.strings[id]}
                                         : std::string_view{};
}

// The tasks that are called so: by their label, or by their name.
std::vector<trace::TaskId> tasks_called(const trace::Recording& recording, std::string_view name) {
    std::vector<trace::TaskId> tasks;
    for (trace::TaskId id = 1; id < recording.task_names.size(); ++id) {
        if (string_of(recording, recording.task_names[id]) == name) {
            tasks.push_back(id);
        }
    }
    for (const trace::Event& event : recording.events) {
        if (event.kind == trace::Kind::task_new && string_of(recording, event.text) == name) {
            tasks.push_back(static_cast<trace::TaskId>(event.task));
        }
    }
    return tasks;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
    Moment moment;
    const auto kind = trace::kind_of(take_word(text));
    if (!kind) {
        return std::nullopt;
    }
    moment.kind = *kind;
    while (!trimmed(text).empty()) {
        if (!parse_word(take_word(text), moment)) {
            return std::nullopt;
        }
    }
    return moment;
}

std::string_view recorded_choice(const trace::Recording& recording, std::string_view variant) {
    if (recording.events.empty() || recording.events[0].kind != trace::Kind::recording) {
        return {};
    }
    std::string_view about = string_of(recording, recording.events[0].text);
    while (!trimmed(about).empty()) {
        const std::string_view word = take_word(about);
        const std::size_t equals = word.find('=');
        if (equals != std::string_view::npos && word.substr(0, equals) == variant) {
            return word.substr(equals + 1);
        }
    }
    return {};
}

std::vector<std::size_t> find_all(const trace::Recording& recording, const Moment& moment) {
    std::vector<std::size_t> found;
    const auto tasks =
        moment.task.empty() ? std::vector<trace::TaskId>{} : tasks_called(recording, moment.task);
    for (std::size_t seq = 0; seq < recording.events.size(); ++seq) {
        const trace::Event& event = recording.events[seq];
        const bool task =
            moment.task.empty() || std::find(tasks.begin(), tasks.end(), event.task) != tasks.end();
        const bool text = !moment.text || matches(*moment.text, string_of(recording, event.text));
        const bool value = !moment.value || event.value == *moment.value;
        if (event.kind == moment.kind && task && text && value && event.t_ns >= moment.from_ns &&
            event.t_ns <= moment.to_ns) {
            found.push_back(seq);
        }
    }
    return found;
}

std::optional<std::size_t> find_moment(const trace::Recording& recording, const Moment& moment) {
    const std::vector<std::size_t> all = find_all(recording, moment);
    return all.size() < moment.occurrence ? std::nullopt
                                          : std::optional{all[moment.occurrence - 1]};
}

std::vector<Alternative> parse_at(std::string_view at) {
    std::vector<Alternative> alternatives;
    for (std::string_view rest = at; !rest.empty();) {
        const std::size_t bar = rest.find(" | ");
        std::string_view text = rest.substr(0, bar);
        rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 3);
        Alternative alternative;
        const std::size_t colon = text.find(": ");
        // A text may hold a colon, conditions stand before all texts.
        if (colon != std::string_view::npos && colon < text.find('"')) {
            std::string_view conditions = text.substr(0, colon);
            text.remove_prefix(colon + 2);
            while (!trimmed(conditions).empty()) {
                const std::string_view word = take_word(conditions);
                const std::size_t equals = word.find('=');
                if (equals == std::string_view::npos) {
                    return {};
                }
                std::vector<std::string> choices;
                for (std::string_view list = word.substr(equals + 1); !list.empty();) {
                    const std::size_t comma = std::min(list.find(','), list.size());
                    choices.emplace_back(list.substr(0, comma));
                    list.remove_prefix(std::min(comma + 1, list.size()));
                }
                alternative.variants.emplace_back(word.substr(0, equals), std::move(choices));
            }
        }
        const std::optional<Moment> moment = parse_moment(text);
        if (!moment) {
            return {};
        }
        alternative.moment = *moment;
        alternatives.push_back(std::move(alternative));
    }
    return alternatives;
}

std::optional<std::size_t> find_at(const trace::Recording& recording, std::string_view at) {
    for (const Alternative& alternative : parse_at(at)) {
        const bool fits = std::all_of(
            alternative.variants.begin(), alternative.variants.end(), [&](const auto& variant) {
                const std::string_view choice = recorded_choice(recording, variant.first);
                return std::find(variant.second.begin(), variant.second.end(), choice) !=
                       variant.second.end();
            });
        if (fits) {
            return find_moment(recording, alternative.moment);
        }
    }
    return std::nullopt;
}

}  // namespace coroscope::viz
