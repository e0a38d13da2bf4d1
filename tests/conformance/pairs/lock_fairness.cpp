#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, Lock lock) {
    {
        const auto held = co_await hold(lock);
        print(name, "has it");
        co_await sleep(1s);
    }
    print(name, "let go");
}

Coro<void> newcomer(Lock lock) {
    co_await sleep(1s);
    print("free, but awaited:", lock.locked());
    co_await lock.acquire();
    print("newcomer has it");
    lock.release();
}

Coro<void> main() {
    Lock lock;
    std::vector<Task<void>> tasks;
    for (const char* name : {"first", "second", "third"}) {
        tasks.push_back(create_task(worker(name, lock)));
    }
    tasks.push_back(create_task(newcomer(lock)));
    co_await wait(tasks);
    print(lock.locked());
}

}  // namespace

PAIR(lock_fairness) { run(main()); }
