#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, Semaphore semaphore, int seconds) {
    const auto held = co_await hold(semaphore);
    print(name, "in");
    co_await sleep(seconds * 1s);
    print(name, "out");
}

Coro<void> newcomer(Semaphore semaphore) {
    co_await sleep(2s);
    print("locked:", semaphore.locked());
    co_await semaphore.acquire();
    print("newcomer in");
    semaphore.release();
}

Coro<void> main() {
    Semaphore semaphore{2};
    std::vector<Task<void>> tasks{
        create_task(worker("a", semaphore, 2)), create_task(worker("b", semaphore, 2)),
        create_task(worker("c", semaphore, 1)), create_task(worker("d", semaphore, 3)),
        create_task(newcomer(semaphore)),
    };
    co_await wait(tasks);
    print("locked:", semaphore.locked());
}

}  // namespace

PAIR(semaphore_fairness) { run(main()); }
