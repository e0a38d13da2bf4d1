// What reading a recording's file tells on its way and in the end.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "runtime/trace/recording.hpp"

namespace coroscope::trace {

/// The file is no recording, or none that this program can read: one line that says why.
class NoRecording : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What is called while a file is read; both may be empty.
struct ReadingHooks {
    /// There are more events now.
    std::function<void()> grown;
    /// How much of the file is read, 0 … 1; false: it shall stop.
    std::function<bool(double)> go_on;
};

enum class Damage : std::uint8_t { none, cut_off, damaged, stopped };

/// How far the good part of a file reaches.
struct ReadingResult {
    Damage damage = Damage::none;
    std::uint64_t place = 0;  ///< where it ends: byte of a binary file, line of a text file
    bool in_lines = false;    ///< which of the two
    std::string why;          ///< what was wrong there
};

/// That result as one line for a person; empty where all is well.
std::string damage_text(const ReadingResult& result, const std::string& file,
                        const Recording& recording);

}  // namespace coroscope::trace
