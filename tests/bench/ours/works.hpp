// The works of the bench on our runtime, one a file; main.cpp says what they are called. Each is a
// program inside of a run: `count` is how many operations it does.
#pragma once

#include "runtime/asyncio.hpp"
#include "tests/bench/measure.hpp"

namespace coroscope::bench {

void yield_alone(Measure& measure, std::size_t count);
void yield_among(Measure& measure, std::size_t count, std::size_t tasks);
void spawn_in_turn(Measure& measure, std::size_t count);
void spawn_in_batches(Measure& measure, std::size_t count);
void queue_ping_pong(Measure& measure, std::size_t count);
void event_ping_pong(Measure& measure, std::size_t count);
void timers(Measure& measure, std::size_t count);
void posted(Measure& measure, std::size_t count);
void memory(Measure& measure, std::size_t count);
void echo(Measure& measure, std::size_t count);

}  // namespace coroscope::bench
