// What it costs to record one event, beside the least that it could cost: reading the time, and
// storing thirty-two bytes.
#pragma once

#include "tests/bench/measure.hpp"

namespace coroscope::bench {

void record_on_the_steady_clock(Measure& measure, std::size_t count);
void record_steps_on_the_steady_clock(Measure& measure, std::size_t count);
void record_on_the_virtual_clock(Measure& measure, std::size_t count);
void read_clock_gettime(Measure& measure, std::size_t count);
void read_rdtsc(Measure& measure, std::size_t count);
void store_only(Measure& measure, std::size_t count);

}  // namespace coroscope::bench
