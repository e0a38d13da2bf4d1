// A sandbox program as source: the Python that CPython runs and the C++ that says the same, line
// tied to line, and where in the C++ each part of the program stands.
//
// Thread rule: pure functions.
#pragma once

#include <string>
#include <vector>

#include "lessons/sandbox/program.hpp"

namespace coroscope::sandbox {

struct CppLine {
    std::string text;
    int python_line = 0;  ///< the Python line that it corresponds to, or 0
};

/// Line numbers in the C++ listing, from 1; 0 where there is no such line.
struct LoopLines {
    int main = 0;        ///< `Coro<void> main() {`
    int loop = 0;        ///< where its loop is put into `loops`
    int gather = 0;      ///< where it waits for all its tasks
    int run = 0;         ///< `run(main());`
    int thread_def = 0;  ///< the thread's function, of all but the main thread
    int make = 0;        ///< `Thread thread_1{…}`
    int start = 0;
    int join = 0;
};
struct TaskLines {
    int def = 0;             ///< `Coro<void> brew() {`
    int create = 0;          ///< where its loop's main makes it a task
    std::vector<int> steps;  ///< one for each step
};

struct Source {
    std::vector<std::string> python;
    std::vector<CppLine> cpp;
    std::vector<LoopLines> loops;
    std::vector<TaskLines> tasks;

    [[nodiscard]] std::string python_text() const;
    [[nodiscard]] std::string cpp_text() const;
};

/// The name under which recordings know the C++ listing's lines.
inline constexpr const char* cpp_file = "lesson.cpp";

Source source(const Program& program);

/// The coroutine that is a loop's first, `main` or `main_1`, and the thread's function, `thread_1`.
std::string main_name(std::size_t loop);
std::string thread_name(std::size_t loop);
/// The key of a loop in the program's `loops`: `main`, `thread_1`.
std::string loop_key(std::size_t loop);
/// Does some step reach that loop from another thread, so that it must be found in `loops`?
bool is_reached_from_elsewhere(const Program& program, std::size_t loop);

}  // namespace coroscope::sandbox
