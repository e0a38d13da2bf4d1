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
    } catch (const CancelledError&) {
        print(name, "cancelled");
    }
}

Coro<void> main() {
    try {
        Barrier{0};
    } catch (const ValueError& error) {
        print(error.repr());
    }
    Barrier barrier{3};
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b"}) {
        tasks.push_back(create_task(runner(name, barrier)));
    }
    co_await sleep(1s);
    tasks[0].cancel();
    co_await sleep(1s);
    print("waiting", barrier.n_waiting());
    co_await barrier.reset();
    print("reset", barrier.n_waiting(), barrier.broken());
    co_await wait(tasks);
    tasks.clear();
    for (const char* name : {"c", "d"}) {
        tasks.push_back(create_task(runner(name, barrier)));
    }
    co_await sleep(1s);
    co_await barrier.abort();
    print("aborted", barrier.n_waiting(), barrier.broken());
    co_await wait(tasks);
    co_await runner("late", barrier);
    co_await barrier.reset();
    print(barrier.broken());
}

}  // namespace

PAIR(barrier_broken) { run(main()); }
