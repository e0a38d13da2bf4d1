#include "lessons/verified.hpp"

namespace coroscope::lessons {

std::string_view verified_by(const Lesson&) { return {}; }

}  // namespace coroscope::lessons
