// Which characters the font atlas must have: those that occur in the window's strings, the lessons'
// texts and the listings.
#pragma once

#include <string>
#include <string_view>

namespace coroscope::viz {

/// The characters of a text, beyond what `known` has already, appended to it.
void add_characters(std::u32string& known, std::string_view text);

/// Everything that is written in the text faces.
std::u32string prose_characters();

/// Everything that is written in the mono face: listings, inline code, symbols.
std::u32string code_characters();

}  // namespace coroscope::viz
