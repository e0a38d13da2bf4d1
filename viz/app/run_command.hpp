// `coroscope run LESSON`: a lesson without a window, its own output on stdout.
#pragma once

#include <string>
#include <string_view>

#include "viz/app/execute.hpp"

namespace coroscope {

struct RunCommand {
    Scenario scenario;
    std::string trace_file;  ///< empty: none is written
    bool timeline = false;   ///< draw the timeline in text afterwards
    bool narrate = false;    ///< tell the run beat by beat, instead of what it prints alone
};

/// Run it and return the exit code. Throws UsageError.
int run_headless(const RunCommand& command);

/// A time as the command line has it, in seconds: `1.5`. Throws UsageError for anything else,
/// naming the option.
Nanoseconds parse_seconds(std::string_view option, const std::string& text);

/// `TASK@T` of --cancel; the last @ separates. Throws UsageError.
Intervention parse_cancel(const std::string& text);

/// `NAME=CHOICE` of --variant. Throws UsageError.
std::pair<std::string, std::string> parse_variant(const std::string& text);

/// The lesson of that number or slug. Throws UsageError.
int parse_lesson(const std::string& text);

}  // namespace coroscope
