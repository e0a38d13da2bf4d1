// `coroscope open FILE.py`: a Python program is run under CPython's recorder first.
//
// Thread rule: the main thread, before there is a window.
#pragma once

#include <string>

namespace coroscope {

/// A folder of its own, which goes with this object. Throws UsageError where it cannot be made.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_;
};

/// What a run of somebody's script has left: its recording, and beside it the script as it ran.
/// Both go with this object.
class RecordedScript {
public:
    /// Runs it with `python3` from the PATH, on the virtual clock: its output and its errors go
    /// where this program's do, and Ctrl-C is its own. Says on stderr what goes on. Throws
    /// UsageError where that cannot be run, or nothing was recorded.
    explicit RecordedScript(const std::string& script);

    /// The recording's file.
    [[nodiscard]] const std::string& file() const { return file_; }

private:
    TemporaryFolder folder_;
    std::string file_;
};

}  // namespace coroscope
