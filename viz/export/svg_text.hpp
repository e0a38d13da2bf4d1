// The small words of SVG: escaped text, numbers, colours, fonts.
#pragma once

#include <string>
#include <string_view>

#include "viz/panels/fonts.hpp"

namespace coroscope::viz::svg {

/// Text for XML and HTML: no < & > " and none of the control characters that XML forbids.
std::string escaped(std::string_view text);

/// At most two decimals: `12`, `3.5`.
std::string number(float value);

/// `#rrggbb`.
std::string colour_text(ImU32 colour);

/// ` fill="#rrggbb"`, with its opacity where it has one. `what`: fill, stroke.
std::string paint(std::string_view what, ImU32 colour);

/// The families of a face, with what to take where they are not installed, and its weight.
std::string font_attributes(Face face);

/// The same for a style sheet.
std::string font_style(Face face);

}  // namespace coroscope::viz::svg
