#include "tests/bench/recordings/big_program.hpp"

#include <limits>
#include <stdexcept>

#include "runtime/asyncio.hpp"
#include "runtime/program_run.hpp"
#include "runtime/virtual_clock.hpp"

namespace coroscope::bench {
namespace {

using namespace std::chrono_literals;

constexpr int tasks_in_all = 2000;
constexpr int loops = 3;
constexpr std::size_t events_per_round = 9;  // of each of a pair's two tasks, about

/// Of two tasks one makes things and the other takes them. They sleep, yield, now and then print,
/// and rarely block their loop.
Coro<void> maker(int number, int rounds, Queue<int>* queue) {
    for (int round = 0; round < rounds; ++round) {
        co_await sleep(std::chrono::milliseconds{1 + (number * 7 + round * 13) % 29});
        if (round % 3 == 0) {
            co_await sleep(0s);
        }
        if ((number + round) % 997 == 0) {
            time_sleep(2ms);
        }
        co_await queue->put(round);
    }
}

Coro<void> taker(int number, int rounds, Queue<int>* queue) {
    for (int round = 0; round < rounds; ++round) {
        const int thing = co_await queue->get();
        if ((number + thing) % 16 == 0) {
            print("task", number, "took", thing);
        }
        if (round % 2 == 0) {
            co_await sleep(0s);
        }
    }
}

Coro<void> pairs(int first, int count, int rounds) {
    std::vector<std::unique_ptr<Queue<int>>> queues;
    std::vector<Task<void>> tasks;
    for (int number = first; number < first + count; number += 2) {
        queues.push_back(std::make_unique<Queue<int>>());
        tasks.push_back(create_task(maker(number, rounds, queues.back().get())));
        tasks.push_back(create_task(taker(number + 1, rounds, queues.back().get())));
    }
    for (Task<void>& task : tasks) {
        co_await task;
    }
}

void serve(int first, int count, int rounds) { run(pairs(first, count, rounds)); }

void program(int rounds) {
    constexpr int share = tasks_in_all / loops / 2 * 2;
    std::vector<Thread> threads;
    for (int loop = 1; loop < loops; ++loop) {
        threads.emplace_back(partial<serve>(loop * share, share, rounds));
        threads.back().start();
    }
    serve(0, tasks_in_all - share * (loops - 1), rounds);
    for (Thread& thread : threads) {
        thread.join();
    }
}

}  // namespace

trace::Recording big_recording(std::size_t events) {
    const auto rounds =
        static_cast<int>(std::max<std::size_t>(1, events / (tasks_in_all * events_per_round)));
    VirtualClock clock;
    trace::Recorder recorder{clock};
    ProgramRun run{{.clock = clock,
                    .recorder = &recorder,
                    .max_events = std::numeric_limits<std::size_t>::max(),
                    .max_cpu = std::chrono::hours{1}}};
    const RunOutcome outcome = run.execute([rounds] { program(rounds); });
    if (!outcome.error.empty()) {
        throw std::runtime_error{outcome.error};
    }
    return recorder.recording("clock=virtual language=cpp");
}

}  // namespace coroscope::bench
