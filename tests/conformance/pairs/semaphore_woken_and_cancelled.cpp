#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, Semaphore semaphore) {
    const auto held = co_await hold(semaphore);
    print(name, "in");
}

Coro<void> main() {
    Semaphore semaphore{1};
    co_await semaphore.acquire();
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b", "c"}) {
        tasks.push_back(create_task(worker(name, semaphore)));
    }
    co_await sleep(1s);
    tasks[0].cancel();
    semaphore.release();
    tasks[1].cancel();
    co_await wait(tasks);
    std::vector<bool> cancelled;
    for (const Task<void>& task : tasks) {
        cancelled.push_back(task.cancelled());
    }
    print(cancelled, semaphore.locked());
    semaphore.release();
    co_await semaphore.acquire();
    print(semaphore.locked());
}

}  // namespace

PAIR(semaphore_woken_and_cancelled) { run(main()); }
