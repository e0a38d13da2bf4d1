// What a task holds while it is suspended: very many that await one future.
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {
namespace {

Coro<void> waits_for(Future<void> future, Tally& tally) {
    ++tally.done;
    co_await future;
    --tally.done;
}

Coro<void> suspend_all(Measure& measure, std::size_t count) {
    const Future<void> future = get_running_loop().create_future<void>();
    Tally tally;
    std::vector<Task<void>> tasks(count);
    measure.begin();
    for (Task<void>& task : tasks) {
        task = create_task(waits_for(future, tally));
    }
    co_await sleep(Nanoseconds{0});
    measure.held(tally.done);
    future.set_result();
    for (const Task<void>& task : tasks) {
        co_await task;
    }
}

}  // namespace

void memory(Measure& measure, std::size_t count) { run(suspend_all(measure, count)); }

}  // namespace coroscope::bench
