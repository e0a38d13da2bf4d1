// Python's print(): what a program says, on its run's output and in its recording.
#pragma once

#include "runtime/future.hpp"
#include "runtime/repr.hpp"

namespace coroscope {

namespace detail {

/// The first thing to print, with the place of the call: a place cannot follow a pack.
struct FirstPrinted {
    template <Representable T>
    FirstPrinted(const T& value, Place place = Place::current())  // NOLINT: converts on purpose
        : text{str(value)}, where{place} {}
    std::string text;
    Place where;
};

void print_line(const std::string& text, const Place& where);

}  // namespace detail

/// print(a, b, …): the values as Python's str has them, with blanks between, on a line.
template <Representable... Rest>
void print(detail::FirstPrinted first, const Rest&... rest) {
    ((first.text += " " + str(rest)), ...);
    detail::print_line(first.text, first.where);
}

/// print(): an empty line.
inline void print(Place where = Place::current()) { detail::print_line({}, where); }

}  // namespace coroscope
