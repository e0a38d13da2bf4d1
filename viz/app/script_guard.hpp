// A process beside a recorded script that outlives us for a moment where we end without our
// destructors: at a crash, a kill, a second request to end. Neither the script nor its folder
// stays.
//
// Thread rule: any thread, one at a time.
#pragma once

#include <string>

#include <sys/types.h>

namespace coroscope {

class ScriptGuard {
public:
    /// `target` is what `kill` takes: a process, or a group as a negative number. Where the guard
    /// cannot be had, there is none.
    ScriptGuard(pid_t target, const std::string& folder);
    ScriptGuard(const ScriptGuard&) = delete;
    ScriptGuard& operator=(const ScriptGuard&) = delete;
    /// It is no longer needed.
    ~ScriptGuard();

private:
    pid_t process_ = 0;
    int our_end_ = -1;  // of the pipe that the guard reads: it closes as we end, however that is
};

}  // namespace coroscope
