// Which lines of a listing run, and at which lines tasks are suspended, in one world.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "viz/model/beats.hpp"
#include "viz/model/world.hpp"

namespace coroscope::viz {

/// What the thread whose last line this is does there.
enum class LineActivity : std::uint8_t {
    none,  ///< no thread is at this line
    running,
    blocked,  ///< in a blocking call
    idle,     ///< its loop waits in select: nothing runs, this line was the last
    over      ///< the program has ended: this line was the main thread's last
};

/// What is to be seen at one line.
struct LineMark {
    int line = 0;
    LineActivity activity = LineActivity::none;
    trace::ThreadId thread = 0;            ///< whose line it is, where activity is not none
    trace::TaskId task = 0;                ///< the task that runs there, or 0
    std::vector<trace::TaskId> suspended;  ///< tasks whose await stands there, by number
};

/// The marks of a file's lines, by rising line; lines without any are left out. `file` matches a
/// recorded path that is the same or ends with it (`lesson.cpp`, `lessons/05_stopping/lesson.cpp`).
/// `shown_line_of[n]` says which shown line recorded line n is (0: none), as `Line::python_line`
/// does for the C++ of a lesson; left empty, lines are shown as recorded.
std::vector<LineMark> line_marks(const World& world, const trace::Recording& recording,
                                 std::string_view file, std::span<const int> shown_line_of = {});

/// The next beat after `from` in which that shown line runs, else the first of all; `from` itself
/// where it never does. The other arguments are those of `line_marks`.
std::size_t next_run_of_line(const trace::Recording& recording, const Beats& beats,
                             std::string_view file, std::span<const int> shown_line_of, int line,
                             std::size_t from);

/// The last beat before `from` in which that shown line has run; `from` itself where it has not.
std::size_t last_run_of_line(const trace::Recording& recording, const Beats& beats,
                             std::string_view file, std::span<const int> shown_line_of, int line,
                             std::size_t from);

}  // namespace coroscope::viz
