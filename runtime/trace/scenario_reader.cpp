// The reader of scenario files; the writer is beside it. The recorder's scenario.py reads the same.
#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "runtime/trace/scenario.hpp"

namespace coroscope {
namespace {

using Action = Intervention::Action;

/// What is wrong with a line and what to do; the caller adds where it is.
struct LineError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

constexpr std::string_view blanks = " \t\r";

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// At most so much of what somebody wrote stands in a line about it.
std::string shortened(std::string_view text) {
    constexpr std::size_t most = 60;
    if (text.size() <= most) {
        return std::string{text};
    }
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
        --end;  // not in the middle of a letter
    }
    return std::string{text.substr(0, end)} + "…";
}

/// Cut at the first blank: the word before it and the rest, both trimmed.
std::pair<std::string_view, std::string_view> first_word(std::string_view text) {
    const auto blank = std::min(text.find_first_of(blanks), text.size());
    return {text.substr(0, blank), trim(text.substr(blank))};
}

// A comment begins the line or follows a blank, because `work(2)#2` holds a `#` too; a backslash
// between the blank and the `#` says that it is none.
std::string without_comment(std::string_view line) {
    std::string kept;
    bool after_blank = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const std::size_t hash = line.find_first_not_of('\\', i);
        if (after_blank && hash != std::string_view::npos && line[hash] == '#') {
            if (hash == i) {
                break;
            }
            ++i;  // the backslash that said so
        }
        after_blank = line[i] == ' ' || line[i] == '\t';
        kept += line[i];
    }
    return kept;
}

template <class Number>
std::optional<Number> read_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

// `Type` or `Type: message`.
bool is_exception(std::string_view text) {
    const auto end = std::ranges::find_if_not(text, [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z');
    });
    const std::string_view rest{end, text.end()};
    return end != text.begin() && (rest.empty() || rest.starts_with(": "));
}

// Where `TASK Type: message` separates: at the first blank outside of parentheses and quotes after
// which an exception stands. A label that was cut may leave a quote open: then anywhere.
std::size_t exception_begin(std::string_view text, bool also_inside) {
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            quote = c == quote ? '\0' : quote;
        } else if (depth > 0 && (c == '\'' || c == '"')) {
            quote = c;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            --depth;
        }
        const bool inside = quote != 0 || depth > 0;
        if (c == ' ' && (also_inside || !inside) && is_exception(trim(text.substr(i)))) {
            return i;
        }
    }
    return std::string_view::npos;
}

void read_raise(Intervention& intervention, std::string_view text) {
    auto begin = exception_begin(text, false);
    if (begin == std::string_view::npos) {
        begin = exception_begin(text, true);
    }
    if (begin == std::string_view::npos || begin == 0) {
        throw LineError{"raise what, where? Write: raise TASK ValueError: message"};
    }
    intervention.target = trim(text.substr(0, begin));
    intervention.exception = trim(text.substr(begin));
    const std::string_view type =
        std::string_view{intervention.exception}.substr(0, intervention.exception.find(':'));
    if (std::ranges::find(raisable_types(), type) == raisable_types().end()) {
        throw LineError{fmt::format("'{}' is no exception that can be raised: use one of {}", type,
                                    fmt::join(raisable_types(), ", "))};
    }
}

std::optional<Action> timed_action(std::string_view word) {
    for (const Action action :
         {Action::interrupt, Action::cancel, Action::complete, Action::raise}) {
        if (word == action_name(action)) {
            return action;
        }
    }
    return std::nullopt;
}

void read_action(Intervention& intervention, std::string_view text) {
    const auto [word, rest] = first_word(trim(text));
    const auto action = timed_action(word);
    if (!action || (*action == Action::interrupt && !rest.empty())) {
        throw LineError{
            fmt::format("'{}' is no action: use interrupt, cancel TASK, complete TASK or "
                        "raise TASK Type: message",
                        shortened(trim(text)))};
    }
    if (*action != Action::interrupt && rest.empty()) {
        throw LineError{fmt::format("{0} what? Write: {0} TASK{1}", word,
                                    *action == Action::raise ? " ValueError: message" : "")};
    }
    intervention.action = *action;
    if (*action == Action::raise) {
        read_raise(intervention, rest);
    } else {
        intervention.target = rest;
    }
}

Intervention read_at(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
        throw LineError{"when does what happen? Write: at SECONDS: ACTION"};
    }
    Intervention intervention;
    try {
        intervention.when = At{read_seconds(trim(text.substr(0, colon)))};
    } catch (const std::invalid_argument& error) {
        throw LineError{error.what()};
    }
    read_action(intervention, text.substr(colon + 1));
    return intervention;
}

// Where the ID ends: at the first colon that an action follows; a thread's name may hold others.
std::size_t id_end(std::string_view text) {
    for (auto colon = text.find(':'); colon != std::string_view::npos;
         colon = text.find(':', colon + 1)) {
        if (timed_action(first_word(trim(text.substr(colon + 1))).first)) {
            return colon;
        }
    }
    return text.find(':');
}

Intervention read_after(std::string_view text) {
    const auto [seq, fingerprint] = first_word(text);
    const auto [kind_text, rest] = first_word(fingerprint);
    const auto colon = id_end(rest);
    if (colon == std::string_view::npos || colon == 0) {
        throw LineError{"after what does what happen? Write: after SEQ KIND ID: ACTION"};
    }
    After after;
    const auto number = read_number<std::uint64_t>(seq);
    if (!number) {
        throw LineError{
            fmt::format("'{}' is no event number: write how a recording counts it", seq)};
    }
    after.seq = *number;
    const auto hash = kind_text.find('#');
    const auto kind = trace::kind_of(kind_text.substr(0, hash));
    if (!kind) {
        throw LineError{fmt::format("'{}' is no kind of event: write one as step_end",
                                    kind_text.substr(0, hash))};
    }
    after.kind = *kind;
    if (hash != std::string_view::npos) {
        const auto nth = read_number<std::uint32_t>(kind_text.substr(hash + 1));
        if (!nth || *nth == 0) {
            throw LineError{fmt::format("'{}' counts nothing: write KIND#1 or more", kind_text)};
        }
        after.nth = *nth;
    }
    after.id = trim(rest.substr(0, colon));
    Intervention intervention{.when = after, .target = {}, .exception = {}};
    read_action(intervention, rest.substr(colon + 1));
    return intervention;
}

Intervention read_block(std::string_view text) {
    const auto blank = text.find_last_of(blanks);
    const auto n = blank == std::string_view::npos
                       ? std::nullopt
                       : read_number<std::uint32_t>(text.substr(blank + 1));
    if (!n) {
        throw LineError{"which sleep of which task? Write: block TASK N"};
    }
    if (*n == 0) {
        throw LineError{"a task's sleeps are counted from 1"};
    }
    return {.when = NthSleep{*n},
            .action = Action::block,
            .target = std::string{trim(text.substr(0, blank))},
            .exception = {}};
}

std::optional<Intervention> read_intervention(std::string_view line) {
    const auto [word, rest] = first_word(line);
    if (word == "off") {
        auto intervention = read_intervention(rest);
        if (intervention) {
            intervention->off = true;
        }
        return intervention;
    }
    if (word == "at") {
        return read_at(rest);
    }
    if (word == "after") {
        return read_after(rest);
    }
    if (word == "block") {
        return read_block(rest);
    }
    return std::nullopt;
}

void read_line(Scenario& scenario, std::string_view line) {
    const auto [word, rest] = first_word(line);
    if (word == "lesson") {
        const auto number = read_number<int>(rest);
        if (!number || *number <= 0) {
            throw LineError{fmt::format("'{}' is no lesson: write its number, as lesson 5", rest)};
        }
        scenario.lesson = *number;
    } else if (word == "variant") {
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos || equals == 0 || equals + 1 == rest.size()) {
            throw LineError{fmt::format("'{}' is no variant: write variant sleep=blocking", rest)};
        }
        scenario.variants.emplace_back(trim(rest.substr(0, equals)), trim(rest.substr(equals + 1)));
    } else if (word == "program") {
        if (rest.empty()) {
            throw LineError{"which program? Write what the sandbox has saved: program {…}"};
        }
        scenario.program = rest;
    } else if (word == "clock") {
        if (rest != "virtual" && rest != "steady") {
            throw LineError{fmt::format("'{}' is no clock: write virtual or steady", rest)};
        }
        scenario.clock = rest == "steady" ? ClockKind::steady_clock : ClockKind::virtual_clock;
    } else if (const auto intervention = read_intervention(line)) {
        scenario.interventions.push_back(*intervention);
    } else {
        throw LineError{
            fmt::format("cannot read '{}': write lesson N, variant NAME=CHOICE, at SECONDS: "
                        "ACTION, after SEQ KIND ID: ACTION or block TASK N",
                        shortened(line))};
    }
}

}  // namespace

Scenario parse_scenario(std::string_view text, std::string_view name) {
    Scenario scenario;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view whole = text.substr(0, end);
        // A program's prints may have a `#`: its line has no comments.
        const bool is_program = first_word(trim(whole)).first == "program";
        const std::string uncommented = is_program ? std::string{whole} : without_comment(whole);
        const std::string_view line = trim(uncommented);
        text.remove_prefix(std::min(end + 1, text.size()));
        try {
            if (!line.empty()) {
                read_line(scenario, line);
            }
        } catch (const LineError& error) {
            throw ScenarioError{fmt::format("{}:{}: {}", name, number, error.what())};
        }
    }
    return scenario;
}

}  // namespace coroscope
