// Pieces of a page: a lesson's Markdown, a listing, what a program printed.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lessons/lessons.hpp"
#include "viz/model/view.hpp"
#include "viz/panels/film.hpp"

namespace coroscope::viz::html {

/// The blocks of a lesson's text; a heading's level is one below its own, under the page's title.
/// The text's own title is left out.
std::string markdown(std::string_view text);

/// A listing with its line numbers; the classes of its pieces are `k0` … `k7`, by TokenKind.
std::string listing(std::span<const lessons::Line> lines);

/// What was printed, a row a line, with its time.
std::string console(const Film& film, Language language);

}  // namespace coroscope::viz::html
