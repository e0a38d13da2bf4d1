#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> runner(std::string name, Barrier barrier) {
    try {
        const int index = co_await barrier.wait();
        print(name, index);
    } catch (const BrokenBarrierError& error) {
        print(name, error.repr());
    }
}

Coro<void> main() {
    Barrier barrier{2};
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b", "c"}) {
        tasks.push_back(create_task(runner(name, barrier)));
    }
    co_await sleep(0s);
    print("first round is draining");
    tasks.push_back(create_task(barrier.reset()));
    tasks.push_back(create_task(runner("d", barrier)));
    auto [done, pending] = co_await wait(tasks, {.timeout = 1s});
    print(done.size(), pending.size(), barrier.n_waiting());
    co_await barrier.reset();
    co_await sleep(1s);
    print(barrier.n_waiting());
}

}  // namespace

PAIR(barrier_reset_while_draining) { run(main()); }
