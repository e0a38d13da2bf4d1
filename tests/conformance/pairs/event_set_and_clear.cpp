#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> waiter(std::string name, Event event) {
    const bool result = co_await event.wait();
    print(name, result, event.is_set());
}

Coro<void> main() {
    Event event;
    std::vector<Task<void>> tasks;
    for (const char* name : {"first", "second"}) {
        tasks.push_back(create_task(waiter(name, event)));
    }
    co_await sleep(1s);
    event.set();
    event.clear();
    print("set and cleared");
    co_await sleep(1s);
    const auto late = create_task(waiter("late", event));
    co_await sleep(1s);
    event.set();
    event.set();
    co_await late;
    const bool result = co_await event.wait();
    print("already set", result);
    co_await wait(tasks);
}

}  // namespace

PAIR(event_set_and_clear) { run(main()); }
