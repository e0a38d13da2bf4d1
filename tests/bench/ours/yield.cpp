// A task that lets the others go first, again and again: the cost of a switch.
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {
namespace {

Coro<void> yields(std::size_t times, Tally& tally) {
    for (std::size_t i = 0; i < times; ++i) {
        co_await sleep(Nanoseconds{0});
        ++tally.done;
    }
}

Coro<void> together(std::size_t tasks, std::size_t times, Tally& tally) {
    std::vector<Task<void>> all;
    for (std::size_t i = 0; i < tasks; ++i) {
        all.push_back(create_task(yields(times, tally)));
    }
    for (const Task<void>& task : all) {
        co_await task;
    }
}

}  // namespace

void yield_alone(Measure& measure, std::size_t count) {
    Tally tally;
    measure.begin();
    run(yields(count, tally));
    measure.end(tally.done);
}

void yield_among(Measure& measure, std::size_t count, std::size_t tasks) {
    Tally tally;
    measure.begin();
    run(together(tasks, count / tasks, tally));
    measure.end(tally.done);
}

}  // namespace coroscope::bench
