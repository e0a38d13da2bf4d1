// Two tasks that hand a number to and fro through two queues; an operation is one hand-over.
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {
namespace {

Coro<void> pong(Queue<int> in, Queue<int> out, std::size_t times, Tally& tally) {
    for (std::size_t i = 0; i < times; ++i) {
        const int ball = co_await in.get();
        ++tally.done;
        co_await out.put(ball);
    }
}

Coro<void> ping(std::size_t times, Tally& tally) {
    const Queue<int> there{1};
    const Queue<int> back{1};
    const Task<void> other = create_task(pong(there, back, times, tally));
    for (std::size_t i = 0; i < times; ++i) {
        co_await there.put(1);
        tally.done += static_cast<std::size_t>(co_await back.get());
    }
    co_await other;
}

}  // namespace

void queue_ping_pong(Measure& measure, std::size_t count) {
    Tally tally;
    measure.begin();
    run(ping(count / 2, tally));
    measure.end(tally.done);
}

}  // namespace coroscope::bench
