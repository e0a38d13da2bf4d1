#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> worker(std::string name, Lock lock) {
    try {
        co_await async_with(timeout(2s), [&](Timeout) -> Coro<void> {
            const auto held = co_await hold(lock);
            print(name, "has it");
            co_await sleep(1500ms);
        });
    } catch (const TimeoutError&) {
        print(name, "gave up", lock.locked());
    }
}

Coro<void> main() {
    Lock lock;
    co_await gather(list_of(worker("a", lock), worker("b", lock), worker("c", lock)));
    print(lock.locked(), get_running_loop().time());
}

}  // namespace

PAIR(timeout_and_lock) { run(main()); }
