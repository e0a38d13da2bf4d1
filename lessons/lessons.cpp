#include "lessons/lessons.hpp"

#include <algorithm>
#include <string>

namespace coroscope::lessons {

const Lesson* find(std::string_view number_or_slug) {
    auto matches = [&](const Lesson& lesson) {
        const std::string_view short_slug = lesson.slug.substr(lesson.slug.find('_') + 1);
        return number_or_slug == lesson.slug || number_or_slug == short_slug ||
               number_or_slug == std::to_string(lesson.number);
    };
    const auto found = std::ranges::find_if(all(), matches);
    return found == all().end() ? nullptr : &*found;
}

}  // namespace coroscope::lessons
