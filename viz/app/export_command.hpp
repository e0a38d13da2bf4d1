// `coroscope export LESSON -o FILE`: something of a lesson to take away, without a window.
#pragma once

#include <string>

#include "viz/app/execute.hpp"

namespace CLI {
class App;
}

namespace coroscope {

/// As typed.
struct ExportCommand {
    std::string file;
    std::string language;  ///< zh, en; empty: the locale's
    std::string theme;     ///< dark, light, high-contrast; empty: dark, on paper light
    std::string at;        ///< seconds; empty: the end
    std::string from;      ///< seconds; empty: the beginning
    std::string to;        ///< seconds; empty: the end
    std::string beat;      ///< a number: the moment when it has just happened
    std::string scale;     ///< a number; empty: 1
};

/// The options that only `export` has.
void add_export_options(CLI::App& command, ExportCommand& typed);

/// Runs the lesson, writes the file and returns the exit code: 130 where Ctrl-C stopped it. Throws
/// UsageError and ExportError.
int run_export(const ExportCommand& typed, const Scenario& scenario);
/// The same of a recording's file; 2 where that is damaged and only its good part was taken.
int export_recording(const ExportCommand& typed, const std::string& file);

}  // namespace coroscope
