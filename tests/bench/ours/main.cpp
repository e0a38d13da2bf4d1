// Runs one work on our runtime: `bench_ours WORK COUNT [--clock steady|virtual] [--tracing]`.
#include <cstdio>
#include <memory>

#include "runtime/program_run.hpp"
#include "runtime/steady_clock.hpp"
#include "runtime/virtual_clock.hpp"
#include "tests/bench/ours/recording.hpp"
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {
namespace {

using Program = void (*)(Measure&, std::size_t);

struct Setting {
    bool is_virtual = false;
    bool tracing = false;
};

/// The program as a run of its own, which nothing stops before its end.
void run_program(const Setting& setting, Program program, Measure& measure, std::size_t count) {
    std::unique_ptr<Clock> clock;
    if (setting.is_virtual) {
        clock = std::make_unique<VirtualClock>();
    } else {
        clock = std::make_unique<SteadyClock>();
    }
    std::unique_ptr<trace::Recorder> recorder;
    if (setting.tracing) {
        recorder = std::make_unique<trace::Recorder>(*clock);
    }
    ProgramRun program_run{{.clock = *clock,
                            .recorder = recorder.get(),
                            .output = {},
                            .max_events = std::numeric_limits<std::size_t>::max(),
                            .max_cpu = std::chrono::hours{1}}};
    const RunOutcome outcome = program_run.execute([&] { program(measure, count); });
    if (!outcome.error.empty()) {
        std::fprintf(stderr, "bench: %s\n", outcome.error.c_str());
    }
}

std::vector<Work> works(const Setting& setting) {
    const auto program = [&](std::string_view name, Program its_program) {
        return Work{name, [&setting, its_program](Measure& measure, std::size_t count) {
                        run_program(setting, its_program, measure, count);
                    }};
    };
    return {
        program("yield-1", yield_alone),
        program("yield-1000", [](auto& m, auto n) { yield_among(m, n, 1000); }),
        program("yield-10000", [](auto& m, auto n) { yield_among(m, n, 10'000); }),
        program("yield-100000", [](auto& m, auto n) { yield_among(m, n, 100'000); }),
        program("yield-1000000", [](auto& m, auto n) { yield_among(m, n, 1'000'000); }),
        program("spawn", spawn_in_turn),
        program("spawn-batch", spawn_in_batches),
        program("queue", queue_ping_pong),
        program("event", event_ping_pong),
        program("timers", timers),
        program("posted", posted),
        program("memory", memory),
        program("echo", echo),
        {"record-steady", record_on_the_steady_clock},
        {"record-steps", record_steps_on_the_steady_clock},
        {"record-virtual", record_on_the_virtual_clock},
        {"clock-gettime", read_clock_gettime},
        {"rdtsc", read_rdtsc},
        {"store", store_only},
    };
}

}  // namespace
}  // namespace coroscope::bench

int main(int argc, char** argv) {
    coroscope::bench::Setting setting;
    std::vector<std::string_view> words(argv + 1, argv + argc);
    if (std::erase(words, "--tracing") > 0) {
        setting.tracing = true;
    }
    if (words.size() == 4 && words[2] == "--clock") {
        setting.is_virtual = words[3] == "virtual";
        words.resize(2);
    }
    if (words.size() != 2) {
        std::fputs("usage: bench_ours WORK COUNT [--clock steady|virtual] [--tracing]\n", stderr);
        return 2;
    }
    return coroscope::bench::run_named(coroscope::bench::works(setting), words[0], words[1]);
}
