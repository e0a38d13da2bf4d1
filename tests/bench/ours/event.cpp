// Two tasks that wake each other through two events; an operation is one wake-up.
#include "tests/bench/ours/works.hpp"

namespace coroscope::bench {
namespace {

Coro<void> side(Event mine, Event other, std::size_t times, Tally& tally) {
    for (std::size_t i = 0; i < times; ++i) {
        co_await mine.wait();
        mine.clear();
        ++tally.done;
        other.set();
    }
}

Coro<void> both(std::size_t times, Tally& tally) {
    const Event a;
    const Event b;
    const Task<void> first = create_task(side(a, b, times, tally));
    const Task<void> second = create_task(side(b, a, times, tally));
    a.set();
    co_await first;
    co_await second;
}

}  // namespace

void event_ping_pong(Measure& measure, std::size_t count) {
    Tally tally;
    measure.begin();
    run(both(count / 2, tally));
    measure.end(tally.done);
}

}  // namespace coroscope::bench
