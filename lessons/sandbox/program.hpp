// A program of the sandbox: tasks made of steps, on the loops of one or more threads. A value that
// a person puts together with the mouse; source.hpp writes it as Python and C++, interpreter.hpp
// runs it.
//
// Thread rule: values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope::sandbox {

/// What one step of a task does.
enum class StepKind : std::uint8_t { sleep, blocking_sleep, print, spawn, await_task, cancel };
inline constexpr std::size_t step_kinds = 6;

struct Step {
    StepKind kind = StepKind::sleep;
    int tenths = 10;       ///< of the sleeps: how long, in tenths of a second
    std::string text;      ///< of print
    std::size_t task = 0;  ///< of spawn, await_task and cancel: which one
    friend bool operator==(const Step&, const Step&) = default;
};

struct TaskPlan {
    std::string name;         ///< of its coroutine, as `brew`
    std::size_t loop = 0;     ///< 0: the main thread's; 1, 2: that of another thread
    bool starts = true;       ///< its loop's main makes it a task; else somebody spawns it
    std::vector<Step> steps;  ///< one after the other
    friend bool operator==(const TaskPlan&, const TaskPlan&) = default;
};

struct Program {
    std::size_t loops = 1;  ///< one in each thread, the main thread's first
    std::vector<TaskPlan> tasks;
    friend bool operator==(const Program&, const Program&) = default;
};

inline constexpr std::size_t most_loops = 3;
inline constexpr std::size_t most_tasks = 8;
inline constexpr std::size_t most_steps = 8;
inline constexpr int most_tenths = 100;

/// What a newcomer finds: two cups of tea, one of them waited for.
Program first_program();

/// A name for one more task.
std::string new_task_name(const Program& program);

/// The program without that task, and without the steps that speak of it.
Program without_task(Program program, std::size_t task);
/// The program without that loop and its tasks; the main thread's stays.
Program without_loop(Program program, std::size_t loop);

/// May a task of that loop await one of `other`'s? A future belongs to its loop.
constexpr bool can_await(std::size_t loop, std::size_t other) { return loop == other; }

/// The program as one line of JSON, and back. `parse` throws std::invalid_argument, whose words say
/// what is wrong, where the text is no program or breaks a limit.
std::string write(const Program& program);
Program parse(std::string_view text);

}  // namespace coroscope::sandbox
