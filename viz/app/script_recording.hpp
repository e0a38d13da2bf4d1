// Somebody's Python script under CPython's recorder: a process of its own, and the folder where its
// recording grows.
//
// Thread rule: one thread at a time; several may run at once.
// Invariant: with this object go the process, where it still runs, and the folder; where it runs as
// we end without our destructors, both go too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "viz/app/script_guard.hpp"

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

/// Throws UsageError, which says why, unless it is a file that can be read.
void check_script(const std::string& script);

class ScriptRecording {
public:
    /// Where the script's input, output and errors are.
    enum class Streams : std::uint8_t {
        terminal,  ///< where ours are, and Ctrl-C there is the script's
        none,      ///< nowhere: it has no input, and `problem` knows of its errors
    };

    /// Begins to run it, with these arguments, with `python3` from the PATH, on the virtual clock.
    /// Throws UsageError where that cannot be done.
    ScriptRecording(const std::string& script, Streams streams,
                    const std::vector<std::string>& arguments = {});
    ScriptRecording(const ScriptRecording&) = delete;
    ScriptRecording& operator=(const ScriptRecording&) = delete;
    ~ScriptRecording();

    /// The recording's file; beside it lies the script as it runs.
    [[nodiscard]] const std::string& file() const { return file_; }
    /// True when it has come to its end.
    bool ended();
    /// How, once it has: the signal that has killed it, or 0, and else its exit status.
    [[nodiscard]] int signal() const { return signal_; }
    [[nodiscard]] int exit_status() const { return exit_status_; }
    /// Sends it, and where it has no terminal all that it has started, a signal: SIGINT is what
    /// Ctrl-C is.
    void send(int signal) const;
    /// True when something was recorded.
    [[nodiscard]] bool recorded() const;
    /// Why it was not: the signal that has killed it, or what the script's errors say: their last
    /// line, and the line of the script that they name last. Empty where they say nothing, or have
    /// gone to the terminal.
    [[nodiscard]] std::string problem() const;
    /// Has it asked for input where it has none?
    [[nodiscard]] bool asked_in_vain() const;

private:
    void start(const std::string& script, Streams streams,
               const std::vector<std::string>& arguments);
    bool end(int how);
    void note_end(int status);
    /// As `kill` takes it. A terminal tells all of its group by itself.
    [[nodiscard]] pid_t target() const { return leads_group_ ? -process_ : process_; }

    TemporaryFolder folder_;
    std::string file_;
    std::string script_;  // as it runs, in the words of Python's errors
    std::string errors_;
    pid_t process_ = 0;  // 0: it has ended
    bool leads_group_ = false;
    int signal_ = 0;
    int exit_status_ = 0;
    std::optional<ScriptGuard> guard_;  // as long as it runs
};

}  // namespace coroscope
