// Of which lesson a recording's file is: what stands beside it in the window and in exports.
//
// Thread rule: any thread.
#pragma once

#include <memory>
#include <string>

#include "lessons/lessons.hpp"
#include "runtime/trace/recording.hpp"

namespace coroscope {

/// The lesson and the combination of variants that the file's first line names.
struct RecordedLesson {
    const lessons::Lesson* lesson = nullptr;  ///< null: it names none, or not one of ours
    std::shared_ptr<const lessons::Program> program;
};
RecordedLesson lesson_of(const trace::Recording& recording);

/// What stands for the lesson where a file names none: no text. Its title is the file's name, which
/// must live as long.
lessons::Lesson lesson_of_file(const std::string& file);
/// The listing that goes with it: the script that the recording names, where it lies beside the
/// recording's file and has not been changed since; else none.
std::shared_ptr<const lessons::Program> program_of_file(const std::string& file,
                                                        const trace::Recording& recording);

}  // namespace coroscope
