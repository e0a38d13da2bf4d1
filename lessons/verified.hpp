// Which lessons CPython has confirmed. The definition is generated while the program is built, from
// a comparison of both languages' recordings; a program that is linked with unverified.cpp instead
// claims nothing.
#pragma once

#include <string_view>

#include "lessons/lessons.hpp"

namespace coroscope::lessons {

/// The version of the CPython that recorded the same events as the lesson's C++ program, in every
/// variant, when this program was built; empty where it did not. Any thread.
std::string_view verified_by(const Lesson& lesson);

}  // namespace coroscope::lessons
