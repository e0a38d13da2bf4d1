// Where a name on the stage may go on in a further line, and how many lines it needs. Pure: no
// ImGui.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace coroscope::viz {

/// In more lines than that no name is written.
inline constexpr std::size_t most_name_lines = 3;

/// The name in lines no wider than `width`, broken behind its underscores and dots and before its
/// arguments; empty where a part of it is wider.
std::vector<std::string_view> broken_name(std::string_view name, float width,
                                          const std::function<float(std::string_view)>& width_of);

/// How a name's width is guessed: rather more than it takes in the smallest type that names are
/// well read in, or what it takes at least, in letters that are only for where it would be cut.
enum class NameGuess : unsigned char { careful, least };

/// How many lines a name needs in that many design pixels; 0 where more than `most_name_lines`.
std::size_t name_lines_needed(std::string_view name, float width, NameGuess guess);

}  // namespace coroscope::viz
