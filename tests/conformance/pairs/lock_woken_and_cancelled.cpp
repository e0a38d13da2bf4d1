#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, Lock lock) {
    const auto held = co_await hold(lock);
    print(name, "has it");
}

Coro<void> main() {
    Lock lock;
    co_await lock.acquire();
    const auto first = create_task(worker("first", lock));
    const auto second = create_task(worker("second", lock));
    co_await sleep(1s);
    lock.release();
    print("woken and cancelled", first.cancel());
    co_await wait(list_of(first, second));
    print(first.cancelled(), second.cancelled(), lock.locked());
}

}  // namespace

PAIR(lock_woken_and_cancelled) { run(main()); }
