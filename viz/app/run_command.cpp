#include "viz/app/run_command.hpp"

#include <atomic>
#include <charconv>
#include <cmath>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "runtime/trace/recording_file.hpp"
#include "viz/app/locale.hpp"
#include "viz/app/text_timeline.hpp"
#include "viz/model/narration.hpp"

namespace coroscope {
namespace {

// Where a Ctrl-C goes while a program runs on the steady clock: a signal handler gets no argument.
std::atomic<Clock*> interruptible = nullptr;

void on_signal(int) {
    if (Clock* clock = interruptible.load()) {
        clock->interrupt();
    }
}

/// Ctrl-C in the terminal is the program's KeyboardInterrupt while this lives.
class CatchInterrupts {
public:
    explicit CatchInterrupts(bool wanted) : wanted_{wanted} {
        if (wanted_) {
            struct sigaction action {};
            action.sa_handler = on_signal;
            sigaction(SIGINT, &action, &before_);
        }
    }
    CatchInterrupts(const CatchInterrupts&) = delete;
    CatchInterrupts& operator=(const CatchInterrupts&) = delete;
    ~CatchInterrupts() {
        if (wanted_) {
            sigaction(SIGINT, &before_, nullptr);
        }
    }

private:
    bool wanted_;
    struct sigaction before_ {};
};

std::ofstream open_trace(const std::string& file) {
    if (!trace::is_recording_name(file)) {
        throw UsageError{fmt::format(
            "--trace {}: this ending is not known; name it FILE.jsonl or FILE.coro", file)};
    }
    // Opened before the run: a file that cannot be written is said before, not after it.
    std::ofstream out{file, std::ios::binary};
    if (!out) {
        throw UsageError{fmt::format("--trace {}: cannot be written: {}; choose another place",
                                     file, std::strerror(errno))};
    }
    return out;
}

void print_line(Stream stream, std::string_view line) {
    // Flushed line by line: on the steady clock people watch it happen.
    (stream == Stream::out ? std::cout : std::cerr) << line << std::endl;
}

}  // namespace

int run_headless(const RunCommand& command) {
    std::ofstream trace;
    if (!command.trace_file.empty()) {
        trace = open_trace(command.trace_file);
    }
    const CatchInterrupts catching{command.scenario.clock == ClockKind::steady_clock};
    // Narrated, what the program prints is told at its moment; what it says on stderr stays there.
    const auto output = [&](Stream stream, std::string_view line) {
        if (!command.narrate || stream != Stream::out) {
            print_line(stream, line);
        }
    };
    const auto execution = execute(command.scenario, output, [](Running* running) {
        interruptible = running != nullptr ? &running->clock() : nullptr;
    });
    if (command.narrate) {
        std::cout << viz::narrated(execution->recording, viz::language_of_locale()) << std::flush;
    }
    if (!execution->error.empty()) {
        std::cerr << execution->error << std::endl;
    }
    for (const std::string& note : execution->notes) {
        std::cerr << "coroscope: " << note << std::endl;
    }
    if (!execution->repeatable) {
        std::cerr << "coroscope: somebody outside of the program took part: another run may differ"
                  << std::endl;
    }
    if (command.timeline) {
        std::cout << viz::text_timeline(execution->recording) << std::flush;
    }
    if (!command.trace_file.empty()) {
        trace::write_recording(execution->recording, command.trace_file, trace);
        if (!trace.flush()) {
            throw UsageError{fmt::format("--trace {}: cannot be written: {}; choose another place",
                                         command.trace_file, std::strerror(errno))};
        }
    }
    return execution->exit_code;
}

Nanoseconds parse_seconds(std::string_view option, const std::string& text) {
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    // Beyond this a time in nanoseconds does not fit its 64 bits.
    constexpr double most = 9e9;
    if (error != std::errc{} || end != text.data() + text.size() || !(seconds >= 0) ||
        seconds > most) {
        throw UsageError{
            fmt::format("{} {}: a time is a number of seconds, 0 or more, as 1.5", option, text)};
    }
    return Nanoseconds{std::llround(seconds * 1e9)};
}

Intervention parse_cancel(const std::string& text) {
    const auto at = text.rfind('@');
    if (at == std::string::npos || at == 0) {
        throw UsageError{fmt::format("--cancel {}: write TASK@SECONDS, as work(2)@1.5", text)};
    }
    return cancel_at(text.substr(0, at), parse_seconds("--cancel", text.substr(at + 1)));
}

std::pair<std::string, std::string> parse_variant(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) {
        throw UsageError{fmt::format("--variant {}: write NAME=CHOICE, as sleep=blocking", text)};
    }
    return {text.substr(0, equals), text.substr(equals + 1)};
}

int parse_lesson(const std::string& text) {
    const lessons::Lesson* lesson = lessons::find(text);
    std::error_code error;
    if (lesson == nullptr && std::filesystem::is_regular_file(text, error)) {
        throw UsageError{
            fmt::format("{} is a file and no lesson: 'coroscope open {}' shows it", text, text)};
    }
    if (lesson == nullptr) {
        throw UsageError{
            fmt::format("there is no lesson or command '{}': 'coroscope list' shows the lessons, "
                        "'coroscope --help' the commands",
                        text)};
    }
    return lesson->number;
}

}  // namespace coroscope
