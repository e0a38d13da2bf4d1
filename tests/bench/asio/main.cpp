// Runs one work on Asio: `bench_asio WORK COUNT`.
#include <array>
#include <cstdio>

#include "tests/bench/asio/works.hpp"

int main(int argc, char** argv) {
    using namespace coroscope::bench;
    if (argc != 3) {
        std::fputs("usage: bench_asio WORK COUNT\n", stderr);
        return 2;
    }
    const std::array works{
        Work{"yield-1", yield_alone},
        Work{"yield-1000", [](auto& m, auto n) { yield_among(m, n, 1000); }},
        Work{"yield-10000", [](auto& m, auto n) { yield_among(m, n, 10'000); }},
        Work{"yield-100000", [](auto& m, auto n) { yield_among(m, n, 100'000); }},
        Work{"yield-1000000", [](auto& m, auto n) { yield_among(m, n, 1'000'000); }},
        Work{"spawn", spawn_in_turn},
        Work{"spawn-batch", spawn_in_batches},
        Work{"queue", queue_ping_pong},
        Work{"event", event_ping_pong},
        Work{"timers", timers},
        Work{"posted", posted},
        Work{"memory", memory},
        Work{"echo", echo},
    };
    return run_named(works, argv[1], argv[2]);
}
