// Runs the statements of a program's coroutines.
//
// Only `run_coroutine` is a coroutine in recordings, as only an `async def` is one on the Python
// side: each statement's own is a block of it. Thread rule: the loop's own thread.
#pragma once

#include "tests/conformance/random_programs/program.hpp"

namespace coroscope::conformance {

/// Calling a coroutine of the program: `statements` are its body, its result is `number` unless
/// they return another.
Coro<int> run_coroutine(Program& program, const Json& statements, int number);

}  // namespace coroscope::conformance
