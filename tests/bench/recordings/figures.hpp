// The figures of one big recording.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace coroscope::bench {

/// Makes a recording of about so many events and prints its figures; true where all budgets held.
bool measure_recording(std::size_t events);

/// Does that in a process of its own, which has none of this one's memory at its disposal.
bool in_its_own_process(const std::function<bool()>& work);

/// The processor's time of this thread that something takes, in nanoseconds: the median of several
/// times.
double median_ns(int times, const std::function<void()>& work);

/// Prints a line of the table; a budget of 0 is none. Returns whether it held.
bool print_figure(std::string_view what, double ours, std::string_view unit, double budget,
                  std::string_view peer, double peers);

}  // namespace coroscope::bench
