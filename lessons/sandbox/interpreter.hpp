// Runs a sandbox program on the runtime as if its C++ listing were compiled: the same coroutines,
// calls and lines in the recording.
//
// Thread rule: called as a ProgramRun's program, on its main thread. More loops than one want the
// virtual clock: they reach for each other's tasks, which only there is in turn.
#pragma once

#include <memory>

#include "lessons/sandbox/program.hpp"

namespace coroscope::sandbox {

class Interpreter {
public:
    explicit Interpreter(Program program);
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;
    ~Interpreter();

    /// The program, as its `program()` in C++ or its module in Python. Throws what leaves it.
    void run();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// How many events a sandbox program may record before it is stopped: a task that spawns itself
/// should be seen to do so, not wait for long.
inline constexpr std::size_t most_events = 20'000;

}  // namespace coroscope::sandbox
