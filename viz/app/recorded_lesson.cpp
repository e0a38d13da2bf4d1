#include "viz/app/recorded_lesson.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "lessons/sandbox/listing.hpp"
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

namespace {
constexpr lessons::Program nothing{};
}  // namespace

lessons::Lesson lesson_of_file(const std::string& file) {
    lessons::Lesson lesson{};
    lesson.slug = "recording";
    lesson.title_en = lesson.title_zh = file;
    lesson.programs = {&nothing, 1};
    return lesson;
}

std::shared_ptr<const lessons::Program> program_of_file(const std::string& file,
                                                        const trace::Recording& recording) {
    namespace fs = std::filesystem;
    constexpr std::uintmax_t longest = 1'000'000;  // bytes
    const std::string_view script = viz::about(recording, "script");
    const fs::path source = fs::path{file}.parent_path() / fs::path{script}.filename();
    std::error_code error;
    if (script.empty() || !fs::is_regular_file(source, error) ||
        fs::file_size(source, error) > longest ||
        fs::last_write_time(source, error) > fs::last_write_time(file, error)) {
        return built_in(nothing);
    }
    std::ifstream in{source, std::ios::binary};
    return sandbox::listing_of_python({std::istreambuf_iterator<char>{in}, {}});
}

}  // namespace coroscope
