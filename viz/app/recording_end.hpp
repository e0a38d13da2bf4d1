// The end of a recording whose process a signal has killed: the recorder could not write it.
#pragma once

#include <string>

namespace coroscope {

/// `signal 11: Segmentation fault`.
std::string signal_text(int signal);

/// Appends a thread_end of MainThread with that text to the recorder's file, in place of a last
/// line that is cut off. Nothing where the file has no whole line.
void add_end(const std::string& file, const std::string& text);

}  // namespace coroscope
