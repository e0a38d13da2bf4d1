#include "viz/app/recorded_lesson.hpp"

#include <vector>

#include "viz/app/execute.hpp"
#include "viz/model/about.hpp"
#include "viz/panels/scene.hpp"

namespace coroscope {

RecordedLesson lesson_of(const trace::Recording& recording) {
    // Of a program that was put together in the sandbox the file has no listing.
    const bool own = !viz::about(recording, "program").empty();
    const std::string_view number = own ? "" : viz::about(recording, "lesson");
    const lessons::Lesson* lesson = number.empty() ? nullptr : lessons::find(number);
    if (lesson == nullptr) {
        return {};
    }
    std::vector<lessons::Choice> choices;
    for (const auto& [name, value] : viz::about(recording)) {
        choices.push_back({name, value});
    }
    return {lesson, built_in(viz::program_with(*lesson, choices))};
}

lessons::Lesson lesson_of_file(const std::string& file) {
    static constexpr lessons::Program nothing{};
    lessons::Lesson lesson{};
    lesson.slug = "recording";
    lesson.title_en = lesson.title_zh = file;
    lesson.programs = {&nothing, 1};
    return lesson;
}

}  // namespace coroscope
