// A program that is only known at run time as the window shows lessons: one of the sandbox with its
// two listings, coloured, and its files; or somebody's own Python file.
//
// Thread rule: any thread.
#pragma once

#include <memory>
#include <string>

#include "lessons/lessons.hpp"
#include "lessons/sandbox/program.hpp"

namespace coroscope::sandbox {

/// Is it the lesson in which programs are put together?
bool is_sandbox(const lessons::Lesson& lesson);

/// What the window shows of it. Nothing is compiled, so `run` is null: interpreter.hpp runs it.
std::shared_ptr<const lessons::Program> listing(const Program& program);

/// The same of somebody's Python file, which has no C++ beside it.
std::shared_ptr<const lessons::Program> listing_of_python(const std::string& source);

}  // namespace coroscope::sandbox
