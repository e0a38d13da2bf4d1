#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, Semaphore semaphore) {
    co_await semaphore.acquire();
    print(name, "in", semaphore.locked());
}

Coro<void> main() {
    try {
        Semaphore{-1};
    } catch (const ValueError& error) {
        print(error.repr());
    }
    Semaphore semaphore{0};
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b", "c"}) {
        tasks.push_back(create_task(worker(name, semaphore)));
    }
    co_await sleep(0s);
    for (int i = 0; i < 4; ++i) {
        semaphore.release();
    }
    print("released", semaphore.locked());
    co_await wait(tasks);
    BoundedSemaphore bounded{1};
    co_await bounded.acquire();
    bounded.release();
    try {
        bounded.release();
    } catch (const ValueError& error) {
        print(error.repr());
    }
}

}  // namespace

PAIR(semaphore_several_released) { run(main()); }
