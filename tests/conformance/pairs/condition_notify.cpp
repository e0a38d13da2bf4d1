#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> consumer(std::string name, Condition condition) {
    const auto held = co_await hold(condition);
    print(name, "waits");
    co_await condition.wait();
    print(name, "woken, lock held:", condition.locked());
    co_await sleep(1s);
}

Coro<void> main() {
    Condition condition;
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b", "c", "d"}) {
        tasks.push_back(create_task(consumer(name, condition)));
    }
    co_await sleep(1s);
    co_await async_with(condition, [&]() -> Coro<void> {
        condition.notify(2);
        print("notified two");
        co_await sleep(1s);
        print("still held by me");
    });
    co_await sleep(5s);
    co_await async_with(condition, [&] { condition.notify_all(); });
    co_await wait(tasks);
}

}  // namespace

PAIR(condition_notify) { run(main()); }
