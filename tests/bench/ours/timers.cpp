// As many tasks as timers, each asleep until a random instant of the next ten milliseconds, which
// is less than setting them takes: no time is spent waiting.
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {
namespace {

Coro<void> sleeper(Nanoseconds delay, Tally& tally) {
    co_await sleep(delay);
    ++tally.done;
}

Coro<void> sleepers(std::size_t count, Tally& tally) {
    Randoms randoms{10'000'000};
    std::vector<Task<void>> tasks;
    for (std::size_t i = 0; i < count; ++i) {
        tasks.push_back(create_task(sleeper(Nanoseconds{randoms.next()}, tally)));
    }
    for (const Task<void>& task : tasks) {
        co_await task;
    }
}

}  // namespace

void timers(Measure& measure, std::size_t count) {
    Tally tally;
    measure.begin();
    run(sleepers(count, tally));
    measure.end(tally.done);
}

}  // namespace coroscope::bench
