// A task from its creation to its end: each awaited before the next one, or a thousand at a time.
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {
namespace {

constexpr std::size_t batch = 1000;

Coro<void> job(Tally& tally) {
    ++tally.done;
    co_return;
}

Coro<void> in_turn(std::size_t count, Tally& tally) {
    for (std::size_t i = 0; i < count; ++i) {
        co_await create_task(job(tally));
    }
}

Coro<void> in_batches(std::size_t count, Tally& tally) {
    for (std::size_t i = 0; i < count; i += batch) {
        std::vector<Task<void>> tasks;
        tasks.reserve(batch);
        for (std::size_t j = 0; j < batch; ++j) {
            tasks.push_back(create_task(job(tally)));
        }
        for (const Task<void>& task : tasks) {
            co_await task;
        }
    }
}

}  // namespace

void spawn_in_turn(Measure& measure, std::size_t count) {
    Tally tally;
    measure.begin();
    run(in_turn(count, tally));
    measure.end(tally.done);
}

void spawn_in_batches(Measure& measure, std::size_t count) {
    Tally tally;
    measure.begin();
    run(in_batches(count, tally));
    measure.end(tally.done);
}

}  // namespace coroscope::bench
