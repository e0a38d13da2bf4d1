#include "viz/app/open_command.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

#include "runtime/trace/recording_file.hpp"
#include "viz/app/execute.hpp"
#include "viz/app/locale.hpp"
#include "viz/app/text_timeline.hpp"
#include "viz/model/console.hpp"
#include "viz/model/narration.hpp"
#include "viz/model/printed.hpp"

namespace coroscope {

void check_recording(const std::string& file) {
    // What is looked into twice must be there twice, and nobody waits for a pipe.
    if (std::error_code error; std::filesystem::is_fifo(file, error)) {
        throw UsageError{fmt::format("{} is a pipe: name a file", file)};
    }
    try {
        trace::Recording recording;
        trace::read_recording(file, recording,
                              {.grown = {}, .go_on = [](double) { return false; }});
    } catch (const trace::NoRecording& error) {
        throw UsageError{error.what()};
    }
}

namespace {

/// Does what the program has printed leave our output within a line?
bool is_within_line(const trace::Recording& recording) {
    const viz::LongList<viz::ConsoleLine> lines = viz::console_lines(recording);
    const auto out = std::find_if(lines.rbegin(), lines.rend(), [](const viz::ConsoleLine& line) {
        return line.kind == viz::ConsoleLineKind::out;
    });
    // On a terminal what has gone to stderr stands there too, and has ended the line.
    return out != lines.rend() && viz::line_goes_on(recording.events[out->seq]) &&
           (out == lines.rbegin() || isatty(STDOUT_FILENO) == 0);
}

}  // namespace

int open_headless(const OpenCommand& command) {
    trace::Recording recording;
    trace::ReadingResult result;
    try {
        result = trace::read_recording(command.file, recording);
    } catch (const trace::NoRecording& error) {
        throw UsageError{error.what()};
    }
    if (command.printed_here && is_within_line(recording)) {
        std::cout << '\n';
    }
    if (command.narrate) {
        std::cout << viz::narrated(recording, viz::language_of_locale());
    }
    if (command.timeline) {
        std::cout << viz::text_timeline(recording);
    }
    std::cout << std::flush;
    if (result.damage != trace::Damage::none) {
        std::cerr << "coroscope: " << trace::damage_text(result, command.file, recording)
                  << std::endl;
        return 2;
    }
    return 0;
}

}  // namespace coroscope
