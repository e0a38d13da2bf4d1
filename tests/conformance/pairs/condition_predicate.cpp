#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

std::vector<int> items;

Coro<void> consumer(std::string name, Condition condition) {
    const auto held = co_await hold(condition);
    const auto count = co_await condition.wait_for([] { return items.size(); });
    print(name, "sees", count);
    items.pop_back();
}

Coro<void> main() {
    items.clear();
    Condition condition;
    std::vector<Task<void>> tasks;
    for (const char* name : {"a", "b"}) {
        tasks.push_back(create_task(consumer(name, condition)));
    }
    co_await sleep(1s);
    co_await async_with(condition, [&] { condition.notify_all(); });
    co_await sleep(1s);
    for (const int item : {1, 2}) {
        co_await async_with(condition, [&] {
            items.push_back(item);
            condition.notify_all();
        });
        co_await sleep(1s);
    }
    co_await wait(tasks);
}

}  // namespace

PAIR(condition_predicate) { run(main()); }
