// The characters of UTF-8 text, and how many cells of a grid (a terminal, a listing) each takes.
// Recorded text is what a program wrote, so it may be anything, also no UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace coroscope::viz {

/// Stands for what is no character.
inline constexpr unsigned replacement_character = 0xFFFD;

/// A character of UTF-8 text and how many bytes it takes (at least 1).
struct CodePoint {
    unsigned value = 0;
    std::size_t bytes = 1;
};
/// A byte that begins no character is a replacement character of its own.
CodePoint code_point_at(std::string_view text, std::size_t position);

/// The bytes of a character.
void append_utf8(std::string& text, unsigned character);

/// Controls (as a newline or an escape) have no picture: in a line they are blanks.
constexpr bool is_control(unsigned character) {
    return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

/// 2: Chinese, Japanese, Korean and emoji; 0: accents on the letter before, and what only joins or
/// directs others; 1: everything else. As terminals count (Python's unicodedata 14).
int cells_of(unsigned character);
/// The same of a whole text.
std::size_t cells_of(std::string_view text);

/// The line with blanks for tabs, up to the next multiple of eight cells as in a terminal.
std::string with_blanks_for_tabs(std::string_view line);

}  // namespace coroscope::viz
