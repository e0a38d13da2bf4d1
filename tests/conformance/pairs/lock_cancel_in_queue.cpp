#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, Lock lock) {
    try {
        const auto held = co_await hold(lock);
        print(name, "has it");
        co_await sleep(2s);
    } catch (const CancelledError&) {
        print(name, "cancelled");
        throw;
    }
}

Coro<void> main() {
    Lock lock;
    std::vector<Task<void>> tasks;
    for (const char* name : {"first", "second", "third"}) {
        tasks.push_back(create_task(worker(name, lock)));
    }
    co_await sleep(1s);
    print(tasks[1].cancel());
    co_await sleep(1s);
    co_await sleep(0s);
    print("holder cancelled:", tasks[2].cancel());
    co_await wait(tasks);
    std::vector<bool> cancelled;
    for (const Task<void>& task : tasks) {
        cancelled.push_back(task.cancelled());
    }
    print(lock.locked(), cancelled);
}

}  // namespace

PAIR(lock_cancel_in_queue) { run(main()); }
