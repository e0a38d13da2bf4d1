#include "tests/bench/ours/recording.hpp"

#include <algorithm>
#include <ctime>
#include <memory>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

#include "runtime/steady_clock.hpp"
#include "runtime/trace/recorder.hpp"
#include "runtime/virtual_clock.hpp"

namespace coroscope::bench {
namespace {

/// The compiler must not leave out what made that value.
template <class T>
void keep(const T& value) {
    asm volatile("" : : "g"(&value) : "memory");
}

/// Events of which each looks at the clock.
void record_each(trace::Writer& writer, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        writer.emit(trace::Kind::step_begin);
    }
}

/// Events as the steps of a task make them that waits again and again: what comes before the
/// program's code, and what comes after it.
void record_steps(trace::Writer& writer, std::size_t count) {
    for (std::size_t i = 0; i < count; i += 4) {
        writer.emit(trace::Kind::iteration_begin, {}, trace::When::as_the_last);
        writer.emit(trace::Kind::step_begin, {}, trace::When::as_the_last);
        writer.emit(trace::Kind::waits);
        writer.emit(trace::Kind::step_end, {}, trace::When::as_the_last);
    }
}

using Record = void (*)(trace::Writer& writer, std::size_t count);

// In rounds of some chunks each, which every round but the first finds warm.
void record_warm(Clock& clock, Record record, Measure& measure, std::size_t count) {
    constexpr std::size_t round = 16'000;
    const auto once = [&](std::size_t events) {
        trace::Recorder recorder{clock};
        trace::Writer& writer = recorder.attach("MainThread");
        writer.begin_loop(1, 0);
        writer.begin_step(2, 3);
        record(writer, events);
        trace::Recorder::detach();
    };
    once(round);
    measure.begin();
    for (std::size_t done = 0; done < count; done += round) {
        once(std::min(round, count - done));
    }
    measure.end(count);
}

}  // namespace

void record_on_the_steady_clock(Measure& measure, std::size_t count) {
    SteadyClock clock;
    record_warm(clock, record_each, measure, count);
}

void record_steps_on_the_steady_clock(Measure& measure, std::size_t count) {
    SteadyClock clock;
    record_warm(clock, record_steps, measure, count);
}

void record_on_the_virtual_clock(Measure& measure, std::size_t count) {
    VirtualClock clock;
    record_warm(clock, record_each, measure, count);
}

void read_clock_gettime(Measure& measure, std::size_t count) {
    measure.begin();
    for (std::size_t i = 0; i < count; ++i) {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        keep(now);
    }
    measure.end(count);
}

void read_rdtsc(Measure& measure, std::size_t count) {
    measure.begin();
#if defined(__x86_64__)
    for (std::size_t i = 0; i < count; ++i) {
        const auto ticks = __rdtsc();
        keep(ticks);
    }
#endif
    measure.end(count);
}

void store_only(Measure& measure, std::size_t count) {
    constexpr std::size_t chunk = 1024;
    const auto events = std::make_unique<trace::Event[]>(chunk);
    measure.begin();
    for (std::size_t i = 0; i < count; ++i) {
        events[i % chunk] = {.t_ns = static_cast<std::int64_t>(i), .task = 2, .site = 3};
        keep(events[i % chunk]);
    }
    measure.end(count);
}

}  // namespace coroscope::bench
