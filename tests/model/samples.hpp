// Recordings that several tests look at: a few programs written out, and random ones.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/trace/recording.hpp"
#include "tests/model/recording_builder.hpp"

namespace coroscope::viz::test {

/// Three tasks that sleep 1, 2 and 3 s; interrupted at 1.5 s, when the main program cancels each.
trace::Recording interrupted_sleepers();

/// Two tasks that each block their loop for a second.
trace::Recording blocking_sleepers();

/// The main thread hands two jobs to a loop in another thread, which blocks in each.
trace::Recording jobs_in_a_thread();

/// So many callbacks of the program's own, which a task queues at once: `job(1)`, `job(2)` …
trace::Recording crowd_of_callbacks(std::uint32_t count);

/// main() is in `wait_for(f, 1)` of a future 1 that was made so (`shield`); the wait's own is
/// future 2.
RecordingBuilder wait_for_future(std::string_view made_by);

/// main() is in `wait_for(gather(work(5), work(6)), 1)`; the gather is future 1, the wait's own 2.
RecordingBuilder wait_for_gather();

/// A run such as a loop makes it, by chance: tasks, sleeps, callbacks, cancels, failures.
trace::Recording random_run(std::uint32_t seed, std::size_t events);

/// Events that no program makes: kinds and numbers by chance.
trace::Recording nonsense(std::uint32_t seed, std::size_t events);

/// One of each and several random ones.
std::vector<trace::Recording> many_recordings();

}  // namespace coroscope::viz::test
