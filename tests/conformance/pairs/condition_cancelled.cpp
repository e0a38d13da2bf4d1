#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace coroscope::conformance;
using namespace std::chrono_literals;

namespace {

Coro<void> consumer(Condition condition) {
    const auto held = co_await hold(condition);
    try {
        co_await condition.wait();
    } catch (const CancelledError& error) {
        print("cancelled with the lock:", condition.locked(), error.repr());
        throw;
    }
}

Coro<void> main() {
    Condition condition;
    const auto task = create_task(consumer(condition));
    co_await sleep(1s);
    co_await condition.acquire();
    print(task.cancel("once"));
    co_await sleep(1s);
    print("it waits for the lock", task.done());
    print(task.cancel("twice"));
    co_await sleep(1s);
    print("and still does", task.done());
    condition.release();
    co_await wait(list_of(task));
    print(task.cancelled(), condition.locked());
}

}  // namespace

PAIR(condition_cancelled) { run(main()); }
