#include "tests/conformance/pair.hpp"

using namespace coroscope;
using namespace std::chrono_literals;

namespace {

Coro<void> waiter(std::string name, Event event) {
    try {
        co_await event.wait();
        print(name, "went on");
    } catch (const CancelledError&) {
        print(name, "cancelled");
    }
}

Coro<void> main() {
    Event event;
    std::vector<Task<void>> tasks;
    for (const char* name : {"first", "second", "third"}) {
        tasks.push_back(create_task(waiter(name, event)));
    }
    co_await sleep(1s);
    tasks[0].cancel();
    event.set();
    tasks[2].cancel();
    co_await wait(tasks);
}

}  // namespace

PAIR(event_waiter_cancelled) { run(main()); }
