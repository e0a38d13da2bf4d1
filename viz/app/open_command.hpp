// `coroscope open FILE`: a recording in the window, or as text.
#pragma once

#include <string>

namespace coroscope {

struct OpenCommand {
    std::string file;
    bool timeline = false;  ///< draw its timeline in text, without a window
    bool narrate = false;   ///< tell it beat by beat, without a window
    /// What the program has printed stands on our output already.
    bool printed_here = false;
};

/// Throws UsageError unless it is a recording: looks at its beginning only.
void check_recording(const std::string& file);

/// The recording as text on stdout; returns the exit code. Throws UsageError.
int open_headless(const OpenCommand& command);

}  // namespace coroscope
