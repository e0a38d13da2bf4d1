#include "viz/model/rule.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace coroscope::viz {

namespace {

// The pieces of a text between separators that stand outside of quotes.
std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> pieces;
    bool quoted = false;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        quoted = quoted != (text[at] == '"');
        if (!quoted && text.substr(at).starts_with(separator)) {
            pieces.push_back(text.substr(start, at - start));
            at += separator.size() - 1;
            start = at + 1;
        }
    }
    pieces.push_back(text.substr(start));
    return pieces;
}

bool lasts(std::string_view seconds, const Watched& run, bool& readable) {
    double wanted = 0;
    const auto [end, error] =
        std::from_chars(seconds.data(), seconds.data() + seconds.size(), wanted);
    readable = error == std::errc{} && end == seconds.data() + seconds.size();
    return std::llround(wanted * 1e9) == run.beats.duration_ns();
}

bool is_variant(std::string_view term) {
    return term.find('=') != std::string_view::npos && term.find(' ') == std::string_view::npos;
}

std::optional<bool> term_holds(std::string_view term, const Watched& run) {
    if (is_variant(term)) {
        const std::size_t equals = term.find('=');
        return recorded_choice(run.recording, term.substr(0, equals)) == term.substr(equals + 1);
    }
    if (term.starts_with("lasts ")) {
        bool readable = false;
        const bool so = lasts(term.substr(6), run, readable);
        return readable ? std::optional{so} : std::nullopt;
    }
    const auto order = split(term, " before ");
    if (order.size() == 2) {
        const auto first = parse_moment(order[0]);
        const auto second = parse_moment(order[1]);
        if (!first || !second) {
            return std::nullopt;
        }
        const auto early = find_moment(run.recording, *first);
        const auto late = find_moment(run.recording, *second);
        return early && late && *early < *late;
    }
    const std::size_t times = term.find(" times ");
    if (times != std::string_view::npos && times < term.find('"')) {
        std::size_t wanted = 0;
        const auto [end, error] = std::from_chars(term.data(), term.data() + times, wanted);
        const auto moment = parse_moment(term.substr(times + 7));
        if (error != std::errc{} || end != term.data() + times || !moment) {
            return std::nullopt;
        }
        return find_all(run.recording, *moment).size() == wanted;
    }
    const bool absent = term.starts_with("no ");
    const bool seen = term.starts_with("seen ");
    const auto moment = parse_moment(term.substr(absent ? 3 : seen ? 5 : 0));
    if (!moment) {
        return std::nullopt;
    }
    const auto at = find_moment(run.recording, *moment);
    if (!seen) {
        return at.has_value() != absent;
    }
    return at && std::find(run.rested.begin(), run.rested.end(), run.beats.beat_of_seq(*at)) !=
                     run.rested.end();
}

}  // namespace

std::optional<bool> holds(std::string_view rule, const Watched& run) {
    bool all = true;
    for (const std::string_view term : split(rule, ", ")) {
        const std::optional<bool> so = term_holds(term, run);
        if (!so) {
            return std::nullopt;
        }
        all = all && *so;
    }
    return all;
}

std::vector<std::string_view> stages(std::string_view check) { return split(check, " > "); }

}  // namespace coroscope::viz
