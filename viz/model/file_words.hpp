// What is wrong with a file, in the person's language. The layers that read and write files know
// no language: they say it in English, as the command line does. For the window the sentence is
// looked up here, with what stands in it (paths, numbers, the reason) taken along.
#pragma once

#include <string>
#include <string_view>

#include "viz/model/view.hpp"

namespace coroscope::viz {

/// That error in that language; as it is where it is not known here: what a Python program, ffmpeg
/// or a rare error of the system says.
std::string file_words(Language language, std::string_view error);

}  // namespace coroscope::viz
