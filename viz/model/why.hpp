// "Why is it not running?": the reason as one sentence, and the chain of those who hold it up.
//
// Invariant: the chain begins with the task or callback itself and ends with what everything waits
// for.
#pragma once

#include <string>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/view.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

struct Why {
    std::string sentence;
    std::vector<Party> chain;  ///< tasks, threads and callbacks; each waits for the next
};

/// Why that task or callback does not run at the cursor; for one that runs, what that means for the
/// others; nothing for other parties. `time_ns` is the cursor's time, which may lie between beats.
Why why_not_running(const trace::Recording& recording, const World& world, Party party,
                    double time_ns, Language language);

}  // namespace coroscope::viz
