// What drawing a big recording costs.
#pragma once

#include <string>

#include "viz/panels/film.hpp"

namespace coroscope::bench {

/// The timeline at several zooms on both axes, jumps, and whole frames of the window on that file.
bool measure_drawing(const viz::Film& film, const std::string& file);

}  // namespace coroscope::bench
