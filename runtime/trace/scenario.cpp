#include "runtime/trace/scenario.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace coroscope {
namespace {

// A blank and `#` begin a comment: where they are meant themselves, a backslash stands between.
std::string without_comments(std::string_view text) {
    std::string written;
    for (std::size_t i = 0; i < text.size(); ++i) {
        written += text[i];
        if (text[i] == ' ' || text[i] == '\t') {
            const std::size_t after = std::min(text.find_first_not_of('\\', i + 1), text.size());
            if (after < text.size() && text[after] == '#') {
                written += '\\';
            }
        }
    }
    return written;
}

struct WriteWhen {
    const Intervention& intervention;
    std::string operator()(const At& at) const {
        return fmt::format("at {}: {}", write_seconds(at.time), action());
    }
    std::string operator()(const After& after) const {
        const std::string nth = after.nth == 0 ? "" : fmt::format("#{}", after.nth);
        return fmt::format("after {} {}{} {}: {}", after.seq, trace::kind_name(after.kind), nth,
                           after.id, action());
    }
    std::string operator()(const NthSleep& sleep) const {
        return fmt::format("block {} {}", intervention.target, sleep.n);
    }
    [[nodiscard]] std::string action() const {
        std::string text{action_name(intervention.action)};
        if (intervention.action != Intervention::Action::interrupt) {
            text += " " + intervention.target;
        }
        if (intervention.action == Intervention::Action::raise) {
            text += " " + intervention.exception;
        }
        return text;
    }
};

}  // namespace

Intervention interrupt_at(std::chrono::nanoseconds time) {
    return {.when = At{time}, .target = {}, .exception = {}};
}

Intervention cancel_at(std::string task, std::chrono::nanoseconds time) {
    return {.when = At{time},
            .action = Intervention::Action::cancel,
            .target = std::move(task),
            .exception = {}};
}

std::string_view action_name(Intervention::Action action) {
    switch (action) {
        case Intervention::Action::interrupt:
            return "interrupt";
        case Intervention::Action::cancel:
            return "cancel";
        case Intervention::Action::complete:
            return "complete";
        case Intervention::Action::raise:
            return "raise";
        case Intervention::Action::block:
            return "block";
    }
    return {};
}

const std::vector<std::string_view>& raisable_types() {
    static const std::vector<std::string_view> types{"ValueError",
                                                     "TypeError",
                                                     "RuntimeError",
                                                     "TimeoutError",
                                                     "ConnectionError",
                                                     "OSError",
                                                     "PermissionError",
                                                     "ConnectionResetError",
                                                     "ConnectionRefusedError",
                                                     "BrokenPipeError",
                                                     "EOFError"};
    return types;
}

std::string write_seconds(std::chrono::nanoseconds time) {
    // Not by way of a double: it has no room for every nanosecond of a long time.
    std::string text =
        fmt::format("{}.{:09}", time.count() / 1'000'000'000, time.count() % 1'000'000'000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

std::chrono::nanoseconds read_seconds(std::string_view text) {
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(seconds)) {
        throw std::invalid_argument{fmt::format("'{}' is no time in seconds; write 1.5", text)};
    }
    // Beyond this a time in nanoseconds does not fit its 64 bits.
    constexpr double most = 9e9;
    if (!(seconds >= 0) || seconds > most) {
        throw std::invalid_argument{
            fmt::format("the time {} must be from 0 to 9000000000 seconds", text)};
    }
    const auto point = text.find('.');
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (fraction.size() > 9 || text.find_first_not_of("0123456789.") != std::string_view::npos) {
        return std::chrono::nanoseconds{std::llround(seconds * 1e9)};
    }
    // Digit by digit, so that what write_seconds wrote comes back to the nanosecond.
    std::int64_t whole = 0;
    std::int64_t part = 0;
    std::from_chars(text.data(), text.data() + std::min(point, text.size()), whole);
    const std::string padded = std::string(fraction) + std::string(9 - fraction.size(), '0');
    std::from_chars(padded.data(), padded.data() + padded.size(), part);
    return std::chrono::nanoseconds{whole * 1'000'000'000 + part};
}

std::string write_intervention(const Intervention& intervention) {
    const std::string line = std::visit(WriteWhen{intervention}, intervention.when);
    return without_comments(intervention.off ? "off " + line : line);
}

std::string write_scenario(const Scenario& scenario) {
    std::string text = fmt::format("lesson {}\n", scenario.lesson);
    for (const auto& [name, choice] : scenario.variants) {
        text += fmt::format("variant {}={}\n", name, choice);
    }
    if (!scenario.program.empty()) {
        text += fmt::format("program {}\n", scenario.program);
    }
    if (scenario.clock == ClockKind::steady_clock) {
        text += "clock steady\n";
    }
    for (const Intervention& intervention : scenario.interventions) {
        text += write_intervention(intervention) + "\n";
    }
    return text;
}

}  // namespace coroscope
