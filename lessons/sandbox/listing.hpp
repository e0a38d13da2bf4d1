// A sandbox program as the window shows lessons: its two listings, coloured, and its files.
//
// Thread rule: any thread.
#pragma once

#include <memory>

#include "lessons/lessons.hpp"
#include "lessons/sandbox/program.hpp"

namespace coroscope::sandbox {

/// Is it the lesson in which programs are put together?
bool is_sandbox(const lessons::Lesson& lesson);

/// What the window shows of it. Nothing is compiled, so `run` is null: interpreter.hpp runs it.
std::shared_ptr<const lessons::Program> listing(const Program& program);

}  // namespace coroscope::sandbox
