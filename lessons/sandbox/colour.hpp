// The coloured pieces of source lines, as lessons have them from Pygments: here by GNU
// source-highlight, because a sandbox program is only known at run time.
//
// Thread rule: any thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lessons/lessons.hpp"

namespace coroscope::sandbox {

enum class SourceLanguage : unsigned char { python, cpp };

/// The pieces of each line, whose texts refer to `lines`. Where the library's definition of the
/// language is not there, each line is one plain piece.
std::vector<std::vector<lessons::Token>> coloured(std::span<const std::string> lines,
                                                  SourceLanguage language);

}  // namespace coroscope::sandbox
