// `coroscope open FILE.py`: a Python program is run under CPython's recorder first.
//
// Thread rule: the main thread, before there is a window.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "viz/app/script_recording.hpp"

namespace coroscope {

/// What a run of somebody's script in the terminal has left: its recording, and beside it the
/// script as it ran. Both go with this object.
class RecordedScript {
public:
    /// Runs it to its end: its output and its errors go where this program's do, and Ctrl-C is its
    /// own. Says on stderr what goes on. Throws UsageError where that cannot be run, or somebody
    /// asks us to end.
    RecordedScript(const std::string& script, const std::vector<std::string>& arguments);

    /// False where nothing was recorded, as of a file that is no Python.
    [[nodiscard]] bool recorded() const { return recording_->recorded(); }
    /// Has it failed, for Python? Not where a Ctrl-C has ended it.
    [[nodiscard]] bool failed() const;
    /// The recording's file.
    [[nodiscard]] const std::string& file() const { return recording_->file(); }

private:
    std::unique_ptr<ScriptRecording> recording_;  // once constructed, always there
};

}  // namespace coroscope
