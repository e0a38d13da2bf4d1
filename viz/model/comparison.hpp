// What differs between two runs, as a class would put it: how long they take, in which order they
// print, how long a loop is held up, how their tasks end.
//
// Invariant: a pure function of the two recordings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/view.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// One run in short.
struct Summary {
    struct Print {
        std::size_t seq = 0;
        std::string text;
    };
    struct LoopHeld {
        LoopId loop = 0;
        std::int64_t held_ns = 0;  ///< how long a blocking call held its thread while it ran
    };
    struct TaskEnd {
        TaskId task = 0;
        std::string label;  ///< `work(2)`, and where that occurs again `work(2)#2`
        TaskState state = TaskState::ready;
    };
    std::int64_t duration_ns = 0;
    std::vector<Print> prints;  ///< to stdout
    std::vector<LoopHeld> loops;
    std::vector<TaskEnd> tasks;
};
Summary summarize(const trace::Recording& recording);

/// One thing that differs. `one` and `other` are where to look at it: events of the two recordings
/// (0: at no event).
struct Difference {
    enum class Kind : std::uint8_t { time, held, print_order, prints, task_end, task_missing };
    Kind kind = Kind::time;
    std::string sentence;
    std::size_t one = 0;
    std::size_t other = 0;
};

/// All that differs, the most telling first. `one_name` and `other_name` are how the runs are
/// called, as `sleep=async`.
std::vector<Difference> differences(const trace::Recording& one, std::string_view one_name,
                                    const trace::Recording& other, std::string_view other_name,
                                    Language language);

}  // namespace coroscope::viz
